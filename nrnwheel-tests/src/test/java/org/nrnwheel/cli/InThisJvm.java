package org.nrnwheel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.nrnwheel.env.Environment;

/**
 * A command that was run in the JVM of a test, where one of its own for each command would take most of the time.
 *
 * @param exit what the process would end with
 * @param out answers
 * @param err progress and errors
 */
public record InThisJvm(int exit, String out, String err) {
    /** Runs a command. */
    public static InThisJvm run(Environment environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Interrupts interrupts = new Interrupts()) {
            Console console = new Console(
                    new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment, interrupts);
            int exit = Nrnwheel.commandLine(console, arguments).execute(arguments);
            return new InThisJvm(exit, out.toString(UTF_8), err.toString(UTF_8));
        }
    }

    /** All that was printed, answers first. */
    public String output() {
        return out + err;
    }
}
