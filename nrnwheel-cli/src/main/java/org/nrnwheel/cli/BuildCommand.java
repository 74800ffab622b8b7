package org.nrnwheel.cli;

import java.util.concurrent.Callable;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.report.TextReport;
import org.nrnwheel.result.BuildCancelledException;
import org.nrnwheel.result.BuildFailedException;
import org.nrnwheel.result.BuildReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds wheels. */
@Command(
        name = "build",
        description = "Builds, repairs, tests and delivers wheels.",
        footer = {
            "",
            "Exit codes: 0 every wheel is there, 1 a build failed, 2 wrong request,",
            "3 source, 4 something is lacking, 5 no platform, 6 platform, 9 wheelhouse,",
            "130 cancelled. docs/exit-codes.md says what to do."
        })
final class BuildCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Option(names = "--json", description = "Print the report as JSON (docs/schemas/report.schema.json).")
    private boolean json;

    @Option(
            names = "--keep-on-failure",
            description = "Keep the container or directory of a wheel that fails, and say how to get in.")
    private boolean keep;

    @Option(names = "--verbose", description = "Print what the steps print.")
    private boolean verbose;

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|plain|none",
            defaultValue = "auto",
            description = "How progress is shown; default: a bar on a terminal, else lines.")
    private Progress.Kind progress = Progress.Kind.AUTO;

    BuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        WheelBuilder<?> builder = request.builder(console);
        try (Progress shown = Progress.of(progress, verbose, console)) {
            return run(extended(builder, shown), shown);
        }
    }

    private <B extends WheelBuilder<B>> B extended(WheelBuilder<B> builder, Progress shown) {
        B listened = builder.listener(shown);
        return keep ? listened.keepOnFailure() : listened;
    }

    private int run(WheelBuilder<?> builder, Progress shown) {
        try {
            BuildReport report = console.interrupts().await(builder.start());
            print(report, shown);
            return 0;
        } catch (BuildFailedException e) {
            print(e.report(), shown);
            throw e;
        } catch (BuildCancelledException e) {
            print(e.report(), shown);
            throw e;
        }
    }

    private void print(BuildReport report, Progress shown) {
        shown.close();
        console.answer(json ? report.toJson() : TextReport.of(report).toString());
    }
}
