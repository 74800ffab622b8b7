package org.nrnwheel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.nrnwheel.env.Environment;

/** Starts the program. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try (Interrupts interrupts = new Interrupts()) {
            Console console = new Console(
                    stream(FileDescriptor.out), stream(FileDescriptor.err), Environment.system(), interrupts);
            int code = Nrnwheel.commandLine(console, arguments).execute(arguments);
            console.out().flush();
            console.err().flush();
            return code;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
