package org.nrnwheel.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An answer to some commands.
 *
 * @param fits says of an argv whether it is answered
 * @param answer makes the answer; it may block, which is a command that runs long, and it may write files by the
 *     invocation's workspace
 */
public record FakeScript(Predicate<List<String>> fits, Function<FakeInvocation, FakeAnswer> answer) {
    /**
     * Answers every command that holds a word.
     *
     * @param word a whole argument
     * @param answer the answer
     * @return the script
     */
    public static FakeScript when(String word, FakeAnswer answer) {
        return new FakeScript(argv -> argv.contains(word), invocation -> answer);
    }

    /**
     * Answers every command.
     *
     * @param answer the answer
     * @return the script
     */
    public static FakeScript always(FakeAnswer answer) {
        return new FakeScript(argv -> true, invocation -> answer);
    }
}
