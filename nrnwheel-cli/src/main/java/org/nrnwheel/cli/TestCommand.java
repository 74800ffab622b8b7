package org.nrnwheel.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nrnwheel.WheelTester;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests a wheel. */
@Command(
        name = "test",
        description = "Tests a wheel in a fresh virtual environment.",
        footer = {
            "",
            "Exit codes: 0 it passed, 7 a check failed, 2 wrong request.",
            "docs/exit-codes.md says what to do."
        })
final class TestCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "PYTHON", description = "An interpreter: path, name on PATH or selector.")
    private String python = "";

    @Parameters(index = "1", paramLabel = "WHEEL", description = "The wheel.")
    private Path wheel = Path.of("");

    @Option(names = "--suite", paramLabel = "S", description = "The suite: neuron, neuron-mpi, neuron-gpu, neuron-all, generic; default: by the wheel.")
    private Optional<String> suite = Optional.empty();

    @Option(names = "--constraints", paramLabel = "FILE", description = "A pip constraints file; default: newest.")
    private Optional<Path> constraints = Optional.empty();

    @Option(names = "--source", paramLabel = "DIR", description = "The source tree, for sample files.")
    private Optional<Path> source = Optional.empty();

    @Option(names = "--json", description = "Print the evidence as JSON (docs/schemas/test-report.schema.json).")
    private boolean json;

    @Option(names = "--verbose", description = "Print what the checks print.")
    private boolean verbose;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TestReport report = tester().run();
        console.answer(json ? report.toJson() : text(report));
        return report.passed() ? 0 : ExitCodes.TEST_FAILED;
    }

    private WheelTester tester() {
        WheelTester tester = WheelTester.python(python)
                .wheel(console.absolute(wheel))
                .with(BuildContext.standard().withEnvironment(console.environment()));
        tester = suite.isPresent() ? tester.suite(suite.get()) : tester;
        tester = constraints.isPresent() ? tester.constraints(console.absolute(constraints.get())) : tester;
        tester = source.isPresent() ? tester.source(console.absolute(source.get())) : tester;
        return verbose
                ? tester.output((channel, bytes) -> console.err()
                        .print(PlainText.of(
                                StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())))
                : tester;
    }

    private static String text(TestReport report) {
        StringBuilder text = new StringBuilder();
        for (CheckResult check : report.checks()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s %s (%.1f s)%s%n",
                    check.status().name().toLowerCase(Locale.ROOT),
                    check.name(),
                    check.time().toMillis() / 1000.0,
                    check.reason().isEmpty() ? "" : ": " + check.reason()));
            if (check.status() == CheckResult.Status.FAILED) {
                check.output()
                        .lines()
                        .forEach(line -> text.append("  | ").append(line).append('\n'));
            }
        }
        text.append(report.wheelFile())
                .append(report.passed() ? " passed" : " FAILED")
                .append(" suite ")
                .append(report.suite())
                .append(" with Python ")
                .append(report.python())
                .append('\n');
        return PlainText.of(text.toString());
    }
}
