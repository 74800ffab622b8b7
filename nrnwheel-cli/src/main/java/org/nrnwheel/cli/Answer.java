package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nrnwheel.error.WheelException;

/**
 * What a command has to say of one of its wheels, or why it has nothing: one that fails does not stop the others.
 *
 * @param wheel the wheel, as an absolute path
 * @param value the answer
 * @param error why there is none
 */
record Answer<T>(Path wheel, Optional<T> value, Optional<WheelException> error) {
    /** Asks about several at once; the answers come in the order of the stream. */
    static <T> List<Answer<T>> each(Stream<Path> wheels, Function<Path, T> ask) {
        return wheels.map(wheel -> of(wheel, ask)).toList();
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
