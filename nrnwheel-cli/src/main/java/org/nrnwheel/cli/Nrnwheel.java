package org.nrnwheel.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program, and what all its commands share. */
@Command(
        name = "nrnwheel",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Builds, repairs and tests Python wheels of NEURON and of any project with native code.",
        footer = {
            "",
            "Exit codes: 0 done, 1 a build failed, 2 wrong arguments, 3 source,",
            "4 something is lacking, 5 no platform, 6 platform, 7 a test failed, 8 repair,",
            "9 wheelhouse, 10 invalid wheel, 11 invalid JSON, 12 provisioning, 13 index,",
            "14 invalid ELF file, 15 an audit found errors, 16 image root,",
            "70 a fault of nrnwheel, 130 cancelled. docs/exit-codes.md says what to do."
        })
final class Nrnwheel implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "name a command");
        }
    }

    /** Makes the command line over a console. */
    static CommandLine commandLine(Console console) {
        CommandLine command = new CommandLine(new Nrnwheel());
        commands(command, console);
        return configured(command, console);
    }

    /** The same for given arguments: an audit ends so soon that the models of the other commands would show. */
    static CommandLine commandLine(Console console, String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("audit")) {
            return commandLine(console);
        }
        CommandLine command = new CommandLine(new Nrnwheel());
        command.addSubcommand(new AuditCommand(console));
        return configured(command, console);
    }

    private static void commands(CommandLine command, Console console) {
        command.addSubcommand(new BuildCommand(console));
        command.addSubcommand(new PlanCommand(console));
        command.addSubcommand(new AuditCommand(console));
        command.addSubcommand(new DiffCommand(console));
        command.addSubcommand(new TestCommand(console));
        command.addSubcommand(new RepairCommand(console));
        command.addSubcommand(new InventoryCommand(console));
        command.addSubcommand(new PythonsCommand(console));
        command.addSubcommand(new IndexCommand(console));
        command.addSubcommand(new RootfsCommand(console));
        command.addSubcommand(new ImageCommand(console));
        command.addSubcommand(new CleanCommand(console));
        command.addSubcommand(new CompletionCommand(console));
    }

    private static CommandLine configured(CommandLine command, Console console) {
        Failures failures = new Failures(console);
        return command.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(console.colour("out") ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(Math.max(80, Math.min(console.columns(), 120)))
                .setOut(writer(console.out()))
                .setErr(writer(console.err()));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
