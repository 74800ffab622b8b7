package org.nrnwheel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.nrnwheel.AcceptanceMatrix;
import org.nrnwheel.report.HtmlReport;
import org.nrnwheel.report.JunitXmlReport;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.TestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private TesterOptions options = new TesterOptions();

    @Option(
            names = "--on",
            paramLabel = "PLATFORM",
            description = "Test on it: host, container:IMAGE, rootfs:DIR; several give a table (docs/acceptance.md).")
    private List<String> platforms = new ArrayList<>();

    @Option(
            names = "--shelf-life",
            description = {
                "Try the newest and the oldest versions of dependencies, and those of --as-of;",
                "when the newest fail and others do not, name the first that breaks the wheel."
            })
    private boolean shelfLife;

    @Mixin
    private EvidenceFiles files = new EvidenceFiles();

    @Option(names = "--json", description = "Print the evidence as JSON (docs/schemas/test-report.schema.json).")
    private boolean json;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (shelfLife && !platforms.isEmpty()) {
            throw new InvalidRequestException("--shelf-life tests on this machine", "Leave out --on, or --shelf-life.");
        }
        boolean passed = shelfLife ? life() : platforms.isEmpty() ? one() : matrix();
        return passed ? 0 : ExitCodes.TEST_FAILED;
    }

    private boolean one() {
        TestReport report = options.tester(console).run();
        files.write(console, () -> JunitXmlReport.of(report), () -> HtmlReport.of(report));
        console.answer(json ? report.toJson() : TestText.of(report));
        return report.passed();
    }

    private boolean matrix() {
        AcceptanceMatrix matrix = AcceptanceMatrix.ofTargets(options.target())
                .with(options.context(console))
                .python(options.selector())
                .testing(tester -> options.configured(tester, console));
        for (String platform : platforms) {
            matrix = matrix.on(platform);
        }
        MatrixReport report = matrix.run();
        files.write(console, () -> JunitXmlReport.of(report), () -> HtmlReport.of(report));
        console.answer(json ? report.toJson() : PlainText.of(report.toText()));
        return report.passed();
    }

    private boolean life() {
        ShelfLife life = options.tester(console).shelfLife();
        files.write(console, () -> JunitXmlReport.of(life.reports()), () -> HtmlReport.of(life.reports()));
        console.answer(json ? life.toJson() : text(life));
        return life.passed();
    }

    private static String text(ShelfLife life) {
        StringBuilder text = new StringBuilder();
        life.reports().forEach(report -> text.append(TestText.of(report)));
        life.breaks().forEach(found -> text.append(PlainText.of(found + "\n")));
        return text.toString();
    }
}
