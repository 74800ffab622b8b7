package org.nrnwheel.concurrent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Asks about some things at once, as about wheels. The threads are its own: a common one that waits for a part of its wheel would begin
 * another wheel meanwhile, and in that one another, and take memory for all. Stateless.
 */
public final class LargestFirst {
    private LargestFirst() {}

    /**
     * Asks about each, the largest first, so that none of those is left to the end.
     *
     * @param items what is asked about; the same one is asked about once
     * @param size how large one is
     * @param atOnce how many at once, 1 or more
     * @param ask gives the answer
     * @param <K> what is asked about
     * @param <T> the answers
     * @return the answers, in the order of the items
     * @throws RuntimeException what was thrown for the first item for which something was
     */
    public static <K, T> List<T> each(List<K> items, ToLongFunction<K> size, int atOnce, Function<K, T> ask) {
        ExecutorService threads = Daemons.pool(atOnce, "nrnwheel-ask");
        try {
            Map<K, CompletableFuture<T>> asked = new HashMap<>();
            items.stream()
                    .distinct()
                    .sorted(Comparator.comparingLong(size).reversed())
                    .forEach(item -> asked.put(item, CompletableFuture.supplyAsync(() -> ask.apply(item), threads)));
            return items.stream()
                    .map(item -> Results.of(Objects.requireNonNull(asked.get(item))))
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
