package org.nrnwheel.report;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.TestReport;

/**
 * A build report or test reports as one HTML file that needs no other and runs no script. Everything that programs printed is escaped.
 * Immutable.
 */
public final class HtmlReport {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
            table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.3rem 0}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #bbb;overflow-wrap:anywhere}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f2f2f2;padding:.5rem;max-height:30rem;overflow:auto}
            .passed,.built,.restored{color:#0b5d1e}.failed{color:#a30000;font-weight:bold}.skipped,.cancelled{color:#6b4e00}
            @media(prefers-color-scheme:dark){body{color:#eee;background:#181818}pre{background:#2a2a2a}
            .passed,.built,.restored{color:#7ddc90}.failed{color:#ff9a9a}.skipped,.cancelled{color:#f0c674}}
            """;

    private final String title;
    private final String body;

    private HtmlReport(String title, String body) {
        this.title = title;
        this.body = body;
    }

    /**
     * Makes the document of a build: its jobs, their steps, and the tests of their wheels.
     *
     * @param report what a build gave
     * @return the document, not yet written
     */
    public static HtmlReport of(BuildReport report) {
        StringBuilder html = new StringBuilder();
        html.append("<table><caption>Jobs</caption><thead><tr>");
        headings(html, "Job", "Status", "Wheel", "SHA-256");
        html.append("</tr></thead><tbody>\n");
        report.jobs().forEach(job -> row(html, job));
        html.append("</tbody></table>\n");
        report.jobs().forEach(job -> section(html, job));
        return new HtmlReport("Build of " + report.recipe() + " on " + report.platform(), html.toString());
    }

    /**
     * Makes the document of tests.
     *
     * @param reports what tests gave
     * @return the document, not yet written
     */
    public static HtmlReport of(List<TestReport> reports) {
        StringBuilder html = new StringBuilder();
        reports.forEach(report -> section(html, report, 2));
        String title = reports.size() == 1 ? "Test of " + reports.get(0).wheelFile() : "Tests of wheels";
        return new HtmlReport(title, html.toString());
    }

    /**
     * Makes the document of a matrix: a table of each wheel's checks on all systems, and then each test.
     *
     * @param matrix what a matrix gave
     * @return the document, not yet written
     */
    public static HtmlReport of(MatrixReport matrix) {
        StringBuilder html = new StringBuilder();
        matrix.cells().stream().map(MatrixReport.Cell::wheelFile).distinct().forEach(wheel -> {
            List<MatrixReport.Cell> cells = matrix.cells().stream()
                    .filter(cell -> cell.wheelFile().equals(wheel))
                    .toList();
            table(html, wheel, cells);
            cells.forEach(cell -> section(html, cell));
        });
        return new HtmlReport("Wheels on systems", html.toString());
    }

    private static void table(StringBuilder html, String wheel, List<MatrixReport.Cell> cells) {
        html.append("<h2>")
                .append(escape(wheel))
                .append("</h2>\n<table><caption>Checks by system</caption><thead><tr>");
        headings(html, "Check");
        cells.forEach(cell ->
                html.append("<th scope=\"col\">").append(escape(cell.system())).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        checks(cells).map(CheckResult::name).distinct().forEach(name -> {
            html.append("<tr><th scope=\"row\">").append(escape(name)).append("</th>");
            cells.forEach(cell -> checks(List.of(cell))
                    .filter(check -> check.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(check -> status(html, check.status()), () -> cell(html, "not tried")));
            html.append("</tr>\n");
        });
        html.append("</tbody></table>\n");
    }

    private static Stream<CheckResult> checks(List<MatrixReport.Cell> cells) {
        return cells.stream().flatMap(cell -> cell.report().stream()).flatMap(report -> report.checks().stream());
    }

    private static void section(StringBuilder html, MatrixReport.Cell cell) {
        html.append("<section>\n<h3>").append(escape("On " + cell.system())).append("</h3>\n");
        cell.report()
                .ifPresentOrElse(
                        report -> section(html, report, 4),
                        () -> html.append("<p>Not tried: ")
                                .append(escape(cell.reason()))
                                .append("</p>\n"));
        html.append("</section>\n");
    }

    /**
     * Makes the document of a test.
     *
     * @param report what a test gave
     * @return the document, not yet written
     */
    public static HtmlReport of(TestReport report) {
        return of(List.of(report));
    }

    /**
     * Writes the document. It appears by an atomic move; directories above it are made.
     *
     * @param file the file, replaced when there is one
     * @throws UncheckedIOException when it cannot be written
     */
    public void writeTo(Path file) {
        ReportFile.write(file, toString());
    }

    /**
     * Returns the document.
     *
     * @return HTML
     */
    @Override
    public String toString() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>" + escape(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n<h1>" + escape(title) + "</h1>\n"
                + body + "</main>\n</body>\n</html>\n";
    }

    private static void row(StringBuilder html, JobResult job) {
        html.append("<tr><th scope=\"row\"><a href=\"#job-")
                .append(escape(job.id().toString()))
                .append("\">")
                .append(escape(job.id().toString()))
                .append("</a></th>");
        status(html, job.status());
        cell(html, job.wheel().map(wheel -> wheel.fileName()).orElse(""));
        cell(html, job.wheel().map(wheel -> wheel.sha256()).orElse(""));
        html.append("</tr>\n");
    }

    private static void section(StringBuilder html, JobResult job) {
        String id = escape(job.id().toString());
        html.append("<section id=\"job-")
                .append(id)
                .append("\">\n<h2>")
                .append(id)
                .append("</h2>\n");
        job.failure().ifPresent(failure -> failure(html, failure));
        if (!job.steps().isEmpty()) {
            html.append("<table><caption>Steps</caption><thead><tr>");
            headings(html, "Step", "Seconds");
            html.append("</tr></thead><tbody>\n");
            job.steps().forEach(step -> {
                html.append("<tr><th scope=\"row\">")
                        .append(escape(step.step()))
                        .append("</th>");
                cell(html, seconds(step.time()));
                html.append("</tr>\n");
            });
            html.append("</tbody></table>\n");
        }
        job.tests().forEach(test -> section(html, test, 3));
        html.append("</section>\n");
    }

    private static void failure(StringBuilder html, StepFailure failure) {
        html.append("<p class=\"failed\">failed at ")
                .append(escape(failure.step() + ": " + failure.message()))
                .append("</p>\n<p>")
                .append(escape(failure.remedy()))
                .append("</p>\n");
        output(html, "Last lines", String.join("\n", failure.lastLines()));
    }

    private static void section(StringBuilder html, TestReport report, int level) {
        String heading = report.wheelFile() + (report.passed() ? " passed" : " failed");
        html.append("<section>\n<h").append(level).append(" class=\"");
        html.append(report.passed() ? "passed" : "failed").append("\">").append(escape(heading));
        html.append("</h").append(level).append(">\n<p>Suite ").append(escape(report.suite()));
        html.append(", Python ").append(escape(report.python()));
        html.append(", installed in: ").append(word(report.environment()));
        html.append(", dependencies: ").append(escape(report.dependencies()));
        html.append(report.required() ? "" : ", as a warning only");
        html.append(".</p>\n<p>Added: ").append(escape(String.join(", ", report.added())));
        html.append("</p>\n<table><caption>Checks of SHA-256 ").append(escape(report.wheelSha256()));
        html.append("</caption><thead><tr>");
        headings(html, "Check", "Status", "Seconds", "What was found");
        html.append("</tr></thead><tbody>\n");
        report.checks().forEach(check -> row(html, check));
        html.append("</tbody></table>\n</section>\n");
    }

    private static void row(StringBuilder html, CheckResult check) {
        html.append("<tr><th scope=\"row\">").append(escape(check.name())).append("</th>");
        status(html, check.status());
        cell(html, seconds(check.time()));
        html.append("<td>").append(escape(check.reason()));
        check.blame()
                .ifPresent(blame -> html.append("<p>To blame: <code>")
                        .append(escape(blame.file()))
                        .append("</code>: ")
                        .append(escape(blame.why()))
                        .append("</p>"));
        output(html, "Output", check.output());
        html.append("</td></tr>\n");
    }

    private static void output(StringBuilder html, String summary, String text) {
        if (!text.isBlank()) {
            html.append("<details><summary>")
                    .append(summary)
                    .append("</summary><pre tabindex=\"0\">")
                    .append(escape(text))
                    .append("</pre></details>");
        }
    }

    private static void headings(StringBuilder html, String... names) {
        for (String name : names) {
            html.append("<th scope=\"col\">").append(name).append("</th>");
        }
    }

    private static void status(StringBuilder html, Enum<?> status) {
        html.append("<td class=\"")
                .append(word(status))
                .append("\">")
                .append(word(status))
                .append("</td>");
    }

    private static void cell(StringBuilder html, String text) {
        html.append("<td>").append(escape(text)).append("</td>");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }

    private static String escape(String text) {
        return PlainText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
