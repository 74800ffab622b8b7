package org.nrnwheel.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nrnwheel.AcceptanceMatrix;
import org.nrnwheel.WheelTester;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.report.HtmlReport;
import org.nrnwheel.report.JunitXmlReport;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests a wheel. */
@Command(
        name = "test",
        description = "Tests a wheel where users install.",
        footer = {
            "",
            "Exit codes: 0 it passed, 7 a check failed, 2 wrong request.",
            "docs/exit-codes.md says what to do."
        })
final class TestCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "PYTHON", description = "An interpreter: path, name on PATH or selector.")
    private String python = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WHEEL",
            description =
                    "The wheel; a directory with wheels, of which the one for PYTHON is tested; or NAME==VERSION.")
    private String wheel = "";

    @Option(
            names = "--on",
            paramLabel = "PLATFORM",
            description = "Test on it: host, container:IMAGE, rootfs:DIR; several give a table (docs/acceptance.md).")
    private List<String> platforms = new ArrayList<>();

    @Option(
            names = {"-i", "--index-url"},
            paramLabel = "URL",
            description =
                    "The index that has NAME==VERSION; also in one word: \"-i URL NAME==VERSION\", -i URL/NAME==VERSION.")
    private Optional<String> index = Optional.empty();

    @Option(
            names = "--suite",
            paramLabel = "S",
            description =
                    "The suite: neuron, neuron-mpi, neuron-gpu, neuron-all, neuron-compilers, generic; default: by the wheel.")
    private Optional<String> suite = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "E",
            description = "Where it is installed: venv (default), user, target, system or readonly; docs/testing.md.")
    private TestEnvironment environment = TestEnvironment.VENV;

    @Option(
            names = {"--constraint", "--constraints"},
            paramLabel = "FILE",
            description = "A pip constraints file; default: newest.")
    private Optional<Path> constraints = Optional.empty();

    @Option(
            names = "--recipe-constraints",
            description = "Hold dependencies to the versions that builds of this version use.")
    private boolean recipeConstraints;

    @Option(
            names = "--default-index-too",
            description = "With -i: dependencies may come from this machine's index too.")
    private boolean defaultIndexToo;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Dependencies as the index had them on that day.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(
            names = "--shelf-life",
            description = {
                "Try the newest and the oldest versions of dependencies, and those of --as-of;",
                "when the newest fail and others do not, name the first that breaks the wheel."
            })
    private boolean shelfLife;

    @Option(names = "--source", paramLabel = "DIR", description = "The source tree, for sample files.")
    private Optional<Path> source = Optional.empty();

    @Option(
            names = "--test-command",
            paramLabel = "LINE",
            description = {
                "The project's own tests, run after the suite; {project} and {wheel} stand for their paths.",
                "Default: what [tool.cibuildwheel] of the source says."
            })
    private Optional<String> testCommand = Optional.empty();

    @Option(names = "--json", description = "Print the evidence as JSON (docs/schemas/test-report.schema.json).")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the evidence as JUnit XML too.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Write the evidence as one HTML file too.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--verbose", description = "Print what the checks print.")
    private boolean verbose;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (shelfLife && !platforms.isEmpty()) {
            throw new InvalidRequestException("--shelf-life tests on this machine", "Leave out --on, or --shelf-life.");
        } else if (shelfLife) {
            return tryShelfLife();
        }
        return platforms.isEmpty() ? one() : matrix();
    }

    /** Each system has other Pythons: PYTHON says which of them. */
    private int matrix() {
        AcceptanceMatrix matrix = AcceptanceMatrix.ofTargets(target())
                .with(context())
                .python(new PythonSelector(python.replaceFirst("^python(?=\\d)", "")))
                .testing(this::configured);
        for (String platform : platforms) {
            matrix = matrix.on(platform);
        }
        MatrixReport report = matrix.run();
        junit.ifPresent(file -> JunitXmlReport.of(report).writeTo(console.absolute(file)));
        html.ifPresent(file -> HtmlReport.of(report).writeTo(console.absolute(file)));
        console.answer(json ? report.toJson() : PlainText.of(report.toText()));
        return report.passed() ? 0 : ExitCodes.TEST_FAILED;
    }

    private int one() {
        TestReport report = tester().run();
        junit.ifPresent(file -> JunitXmlReport.of(report).writeTo(console.absolute(file)));
        html.ifPresent(file -> HtmlReport.of(report).writeTo(console.absolute(file)));
        console.answer(json ? report.toJson() : text(report));
        return report.passed() ? 0 : ExitCodes.TEST_FAILED;
    }

    private Integer tryShelfLife() {
        ShelfLife life = tester().shelfLife();
        junit.ifPresent(file -> JunitXmlReport.of(life.reports()).writeTo(console.absolute(file)));
        html.ifPresent(file -> HtmlReport.of(life.reports()).writeTo(console.absolute(file)));
        if (json) {
            console.answer(life.toJson());
        } else {
            life.reports().forEach(report -> console.answer(text(report)));
            life.first().ifPresent(found -> console.answer(PlainText.of(found + "\n")));
        }
        return life.passed() ? 0 : ExitCodes.TEST_FAILED;
    }

    private WheelTester tester() {
        return configured(WheelTester.python(python).with(context()).target(target()));
    }

    private BuildContext context() {
        return BuildContext.standard().withEnvironment(console.environment());
    }

    private WheelTester configured(WheelTester unchanged) {
        WheelTester tester = unchanged.environment(environment);
        tester = recipeConstraints ? tester.recipeConstraints() : tester;
        tester = defaultIndexToo ? tester.defaultIndexToo() : tester;
        tester = suite.isPresent() ? tester.suite(suite.get()) : tester;
        tester = constraints.isPresent() ? tester.constraints(console.absolute(constraints.get())) : tester;
        tester = source.isPresent() ? tester.source(console.absolute(source.get())) : tester;
        tester = asOf.isPresent() ? tester.asOf(asOf.get()) : tester;
        tester = testCommand.isPresent() ? tester.testCommand(testCommand.get()) : tester;
        return verbose
                ? tester.output((channel, bytes) -> console.err()
                        .print(PlainText.of(
                                StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())))
                : tester;
    }

    private String target() {
        return index.map(url -> "-i " + url + " " + wheel).orElse(wheel);
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
            check.blame()
                    .ifPresent(
                            blame -> text.append("  to blame: ").append(blame).append('\n'));
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
                .append(" (")
                .append(report.environment().name().toLowerCase(Locale.ROOT))
                .append(", ")
                .append(report.dependencies())
                .append(" dependencies)\n");
        text.append("added: ").append(String.join(", ", report.added())).append('\n');
        return PlainText.of(text.toString());
    }
}
