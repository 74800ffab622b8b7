package org.nrnwheel.pypi.release;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Looks at as many wheels at once as there are processors, the largest first, so that none of those is left to the end. The threads are
 * its own: one of the common pool that waits for a part of its wheel would begin another wheel meanwhile, and hold both in memory.
 */
final class SideBySide {
    private SideBySide() {}

    /** Gives the answers in the order of the wheels. The error of the first wheel that has one is thrown when all are done. */
    static <T> List<T> each(List<Candidate> wheels, Function<Candidate, T> ask) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
                    Thread thread = new Thread(work, "nrnwheel-release");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Map<Candidate, CompletableFuture<T>> asked = new HashMap<>();
            wheels.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Candidate::size).reversed())
                    .forEach(wheel -> asked.put(wheel, CompletableFuture.supplyAsync(() -> ask.apply(wheel), threads)));
            return wheels.stream()
                    .map(wheel -> Objects.requireNonNull(asked.get(wheel)).join())
                    .toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException error ? error : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
