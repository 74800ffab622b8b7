package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.List;
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
     * Asks about some at once; the answers come in the order of the wheels. The threads are its own: a common one that waits for a
     * part of its wheel would begin another wheel meanwhile, and in that one another, and take memory for all.
     */
    static <T> List<Answer<T>> each(List<Path> wheels, int atOnce, Function<Path, T> ask) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<CompletableFuture<Answer<T>>> asked = wheels.stream()
                    .map(wheel -> CompletableFuture.supplyAsync(() -> of(wheel, ask), threads))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
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
