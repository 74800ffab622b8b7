package org.nrnwheel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.nrnwheel.env.Environment;

/** A command that was run in this JVM, with what it printed. */
record Run(int exit, String out, String err) {
    static Run of(String... arguments) {
        return in(Environment.system(), arguments);
    }

    static Run in(Map<String, String> variables, String... arguments) {
        return in(Environment.system().withVariables(variables), arguments);
    }

    static Run in(Environment environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Interrupts interrupts = new Interrupts()) {
            Console console = new Console(
                    new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment, interrupts);
            int exit = Nrnwheel.commandLine(console, arguments).execute(arguments);
            return new Run(exit, out.toString(UTF_8), err.toString(UTF_8));
        }
    }
}
