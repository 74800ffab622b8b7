package org.nrnwheel.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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
        description =
                "Builds, repairs, tests and publishes Python wheels of NEURON and of any project with native code.",
        footer = {
            "",
            "Exit codes: 0 done, 1 a build failed, 2 wrong arguments, 3 source,",
            "4 something is lacking, 5 no platform, 6 platform, 7 a test failed, 8 repair,",
            "9 wheelhouse, 10 invalid wheel, 11 invalid JSON, 12 provisioning, 13 index,",
            "14 invalid ELF file, 15 an audit found errors, 16 image root, 17 not published,",
            "20 Azure, 21 a run on Azure failed,",
            "70 a fault of nrnwheel, 130 cancelled. docs/exit-codes.md says what to do."
        })
final class Nrnwheel implements Runnable {
    /** Needs the models of all. */
    private static final String COMPLETION = "completion";

    private static final Map<String, Function<Console, Object>> COMMANDS = commands();

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
        COMMANDS.forEach((name, make) -> command.addSubcommand(name, make.apply(console)));
        return configured(command, console);
    }

    /** The same for given arguments: the models of all commands take as long as the audit of a small wheel. */
    static CommandLine commandLine(Console console, String... arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        Function<Console, Object> make = COMMANDS.get(name);
        if (make == null || name.equals(COMPLETION)) {
            return commandLine(console);
        }
        CommandLine command = new CommandLine(new Nrnwheel());
        command.addSubcommand(name, make.apply(console));
        return configured(command, console);
    }

    /**
     * Audits and repairs start on few jars: those of publishing are not there. A reference to a constructor would link its class
     * now, a lambda does when it is called.
     */
    private static Map<String, Function<Console, Object>> commands() {
        Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
        commands.put("build", BuildCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("test", TestCommand::new);
        commands.put("repair", RepairCommand::new);
        commands.put("inventory", InventoryCommand::new);
        commands.put("pythons", PythonsCommand::new);
        commands.put("index", IndexCommand::new);
        commands.put("publish", console -> new PublishCommand(console));
        commands.put("release-gate", console -> new ReleaseGateCommand(console));
        commands.put("rootfs", console -> new RootfsCommand(console));
        commands.put("image", console -> new ImageCommand(console));
        commands.put("azure", console -> new AzureCommand(console));
        commands.put("clean", CleanCommand::new);
        commands.put(COMPLETION, CompletionCommand::new);
        return Collections.unmodifiableMap(commands);
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
