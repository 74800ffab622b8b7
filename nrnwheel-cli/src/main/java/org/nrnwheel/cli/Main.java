package org.nrnwheel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.nrnwheel.env.Environment;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.tag.Architecture;

/** Starts the program. */
public final class Main {
    private static final Set<String> POLICED = Set.of("audit", "repair");

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && POLICED.contains(arguments[0])) {
            loadPolicies();
        }
        System.exit(run(arguments));
    }

    /** While the command line is taken apart, which takes as long. */
    private static void loadPolicies() {
        Thread loading = new Thread(() -> Policies.of(Libc.GLIBC, Architecture.X86_64), "nrnwheel-policies");
        loading.setDaemon(true);
        loading.start();
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
