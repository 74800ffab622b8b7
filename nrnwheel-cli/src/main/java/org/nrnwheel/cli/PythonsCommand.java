package org.nrnwheel.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.nrnwheel.Interpreters;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.report.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists interpreters and provides more. */
@Command(
        name = "pythons",
        description = "Lists the Python interpreters of this machine.",
        footer = {"", "Exit codes: 0 done, 12 a Python could not be provided."})
final class PythonsCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print an array (docs/schemas/pythons.schema.json).")
    private boolean json;

    PythonsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Interpreter> found = Interpreters.find(console.environment());
        console.answer(json ? json(found) : text(found));
        return 0;
    }

    @Command(
            name = "add",
            description = "Installs a relocatable Python into the user's data directory.",
            footer = {"", "Exit codes: 0 it is there, 2 not a version, 12 it could not be provided."})
    int add(
            @Parameters(index = "0", paramLabel = "V", description = "The version, e.g. 3.12.") String version,
            @Option(names = "--json", description = "Print the interpreter as JSON.") boolean asJson) {
        Interpreter added = Interpreters.provision(version, console.environment(), this::progress);
        console.answer(asJson ? added.toJson() : line(added));
        return 0;
    }

    private void progress(String text) {
        console.err().println(PlainText.of(text).strip());
    }

    private static String json(List<Interpreter> interpreters) {
        return interpreters.stream()
                .map(interpreter -> interpreter.toJson().strip())
                .collect(Collectors.joining(", ", "[", "]\n"));
    }

    private static String text(List<Interpreter> interpreters) {
        if (interpreters.isEmpty()) {
            return "no Python here; nrnwheel pythons add 3.12 provides one\n";
        }
        return interpreters.stream().map(PythonsCommand::line).collect(Collectors.joining());
    }

    private static String line(Interpreter python) {
        return String.format(
                Locale.ROOT,
                "%-8s %-10s %-12s %s%s%n",
                python.abiTag(),
                python.version(),
                python.origin(),
                python.executable(),
                python.headers() ? "" : "  (no headers: nothing can be built for it)");
    }
}
