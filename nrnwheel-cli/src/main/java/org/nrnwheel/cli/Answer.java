package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.nrnwheel.error.WheelException;

/**
 * What a command has to say of one of its wheels, or why it has nothing: one that fails does not stop the others.
 *
 * @param wheel the wheel, as an absolute path
 * @param value the answer
 * @param error why there is none
 */
record Answer<T>(Path wheel, Optional<T> value, Optional<WheelException> error) {
    /**
     * Asks about some at once, the largest first, so that none of those is left to the end; the answers come in the order of the
     * wheels. The threads are its own: a common one that waits for a part of its wheel would begin another wheel meanwhile, and in
     * that one another, and take memory for all.
     */
    static <T> List<Answer<T>> each(List<Path> wheels, int atOnce, Function<Path, T> ask) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            Map<Path, CompletableFuture<Answer<T>>> asked = new HashMap<>();
            wheels.stream()
                    .distinct()
                    .sorted(Comparator.comparing(wheel -> -size(wheel)))
                    .forEach(wheel -> asked.put(wheel, CompletableFuture.supplyAsync(() -> of(wheel, ask), threads)));
            return wheels.stream()
                    .map(wheel -> Objects.requireNonNull(asked.get(wheel)).join())
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    /** One that cannot be looked at is asked about last, and has its error then. */
    private static long size(Path wheel) {
        return wheel.toFile().length();
    }

    private static <T> Answer<T> of(Path wheel, Function<Path, T> ask) {
        try {
            return new Answer<>(wheel, Optional.of(ask.apply(wheel)), Optional.empty());
        } catch (WheelException e) {
            return new Answer<>(wheel, Optional.empty(), Optional.of(e));
        }
    }

    /** The first error of several answers. */
    static <T> Optional<WheelException> firstError(List<Answer<T>> answers) {
        return answers.stream().flatMap(answer -> answer.error().stream()).findFirst();
    }
}
