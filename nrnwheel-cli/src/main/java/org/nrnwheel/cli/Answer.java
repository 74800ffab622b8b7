package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nrnwheel.concurrent.LargestFirst;
import org.nrnwheel.error.WheelException;

/**
 * What a command has to say of one of its wheels, or why it has nothing: one that fails does not stop the others.
 *
 * @param wheel the wheel, as an absolute path
 * @param value the answer
 * @param error why there is none
 */
record Answer<T>(Path wheel, Optional<T> value, Optional<WheelException> error) {
    /** Asks about some at once; one that cannot be looked at is asked about last, and has its error then. */
    static <T> List<Answer<T>> each(List<Path> wheels, int atOnce, Function<Path, T> ask) {
        return LargestFirst.each(wheels, wheel -> wheel.toFile().length(), atOnce, wheel -> of(wheel, ask));
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
