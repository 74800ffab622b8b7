package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nrnwheel.diff.WheelDiff;
import org.nrnwheel.report.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two wheels. */
@Command(
        name = "diff",
        description = {
            "Says what differs between two wheels: tags, requirements, entry points, libraries with their",
            "symbols, and files with their sizes and modes."
        },
        footer = {
            "",
            "Exit codes: 0 done, 10 no wheel; with --exit-code 1 when something differs.",
            "docs/exit-codes.md says what to do."
        })
final class DiffCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "OLD", description = "A wheel.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The wheel to compare it with.")
    private Path changed = Path.of("");

    @Option(names = "--json", description = "Print docs/schemas/wheel-diff.schema.json.")
    private boolean json;

    @Option(names = "--exit-code", description = "End with 1 when something differs.")
    private boolean exitCode;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        WheelDiff diff = WheelDiff.between(console.absolute(old), console.absolute(changed));
        console.answer(json ? diff.toJson() : PlainText.of(diff.toText()));
        return exitCode && !diff.isSame() ? ExitCodes.DIFFERENT : 0;
    }
}
