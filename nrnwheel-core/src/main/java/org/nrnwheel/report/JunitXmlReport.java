package org.nrnwheel.report;

import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.TestReport;

/**
 * A build report or a test report as JUnit XML: one suite for each job, with the build itself as a case, and one for each test of its wheel,
 * with its checks. A failed check of a test that is not required is a skipped case with its reason, since it fails
 * nothing. Immutable.
 */
public final class JunitXmlReport {
    private static final int MILLIS = 3;

    private final String name;
    private final Duration time;
    private final Suites suites;

    private JunitXmlReport(String name, Duration time, Suites suites) {
        this.name = name;
        this.time = time;
        this.suites = suites;
    }

    /** Writes the suites of a document. */
    @FunctionalInterface
    private interface Suites {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /**
     * Makes the document of a report.
     *
     * @param report what a build gave
     * @return the document, not yet written
     */
    public static JunitXmlReport of(BuildReport report) {
        return new JunitXmlReport(report.recipe() + " on " + report.platform(), report.time(), xml -> {
            for (JobResult job : report.jobs()) {
                job(xml, job);
            }
        });
    }

    /**
     * Makes the document of a test: one suite.
     *
     * @param report what a test gave
     * @return the document, not yet written
     */
    public static JunitXmlReport of(TestReport report) {
        return new JunitXmlReport(report.wheelFile(), time(report), xml -> tests(xml, report.wheelFile(), report));
    }

    /**
     * Makes the document of several tests: a suite for each.
     *
     * @param reports what they gave
     * @return the document, not yet written
     */
    public static JunitXmlReport of(List<TestReport> reports) {
        Duration time = reports.stream().map(JunitXmlReport::time).reduce(Duration.ZERO, Duration::plus);
        return new JunitXmlReport("tests of wheels", time, xml -> {
            for (TestReport report : reports) {
                tests(xml, report.wheelFile(), report);
            }
        });
    }

    /**
     * Makes the document of a matrix: a suite for each wheel on each system. Where a wheel was not tried, its suite is one skipped test.
     *
     * @param matrix what a matrix gave
     * @return the document, not yet written
     */
    public static JunitXmlReport of(MatrixReport matrix) {
        Duration time = matrix.cells().stream()
                .flatMap(cell -> cell.report().stream())
                .map(JunitXmlReport::time)
                .reduce(Duration.ZERO, Duration::plus);
        return new JunitXmlReport("wheels on systems", time, xml -> {
            for (MatrixReport.Cell cell : matrix.cells()) {
                cell(xml, cell);
            }
        });
    }

    private static void cell(XMLStreamWriter xml, MatrixReport.Cell cell) throws XMLStreamException {
        String name = cell.wheelFile() + " on " + cell.system();
        if (cell.report().isPresent()) {
            tests(xml, name, cell.report().get());
        } else {
            suite(xml, name, 1, 0, 1, Duration.ZERO);
            testCase(xml, name, "install", Duration.ZERO);
            skipped(xml, cell.reason());
            end(xml);
            end(xml);
        }
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
     * @return XML 1.0; control characters are left out
     */
    @Override
    public String toString() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            attribute(xml, "name", name);
            attribute(xml, "time", seconds(time));
            suites.write(xml);
            end(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML cannot be written to memory", e);
        }
        return out.toString();
    }

    private static void job(XMLStreamWriter xml, JobResult job) throws XMLStreamException {
        String id = job.id().toString();
        Duration time = job.steps().stream().map(step -> step.time()).reduce(Duration.ZERO, Duration::plus);
        suite(xml, id, 1, job.failure().isPresent() ? 1 : 0, job.status() == JobResult.Status.CANCELLED ? 1 : 0, time);
        attribute(xml, "timestamp", job.finished().toString());
        testCase(xml, id, "build", time);
        if (job.failure().isPresent()) {
            failure(xml, job.failure().get());
        } else if (job.status() == JobResult.Status.CANCELLED) {
            skipped(xml, "cancelled");
        }
        end(xml);
        end(xml);
        for (TestReport test : job.tests()) {
            tests(xml, id, test);
        }
    }

    private static void failure(XMLStreamWriter xml, StepFailure failure) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        if (!failure.command().isEmpty()) {
            text.append("command: ").append(String.join(" ", failure.command())).append('\n');
        }
        failure.exit().ifPresent(exit -> text.append("exit: ").append(exit).append('\n'));
        failure.lastLines().forEach(line -> text.append(line).append('\n'));
        text.append("remedy: ").append(failure.remedy()).append('\n');
        text.append("log: ").append(failure.log()).append('\n');
        body(xml, "failure", "step " + failure.step() + ": " + failure.message(), text.toString());
    }

    private static void tests(XMLStreamWriter xml, String id, TestReport report) throws XMLStreamException {
        List<CheckResult> checks = report.checks();
        String name = id + " " + report.suite() + " (" + report.dependencies() + ")";
        int failed = report.required() ? count(checks, CheckResult.Status.FAILED) : 0;
        int skipped = checks.size() - count(checks, CheckResult.Status.PASSED) - failed;
        suite(xml, name, checks.size(), failed, skipped, time(report));
        attribute(xml, "timestamp", report.finished().toString());
        for (CheckResult check : checks) {
            check(xml, name, report.required(), check);
        }
        end(xml);
    }

    private static Duration time(TestReport report) {
        return report.checks().stream().map(CheckResult::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static void check(XMLStreamWriter xml, String suite, boolean required, CheckResult check)
            throws XMLStreamException {
        testCase(xml, suite, check.name(), check.time());
        switch (check.status()) {
            case PASSED -> output(xml, check.output());
            case SKIPPED -> skipped(xml, check.reason());
            case FAILED -> {
                if (required) {
                    String blame =
                            check.blame().map(found -> "blame: " + found + "\n").orElse("");
                    body(xml, "failure", check.reason(), blame + check.output());
                } else {
                    skipped(xml, "failed, as a warning only: " + check.reason());
                    output(xml, check.output());
                }
            }
        }
        end(xml);
    }

    private static void suite(XMLStreamWriter xml, String name, int tests, int failures, int skipped, Duration time)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "tests", Integer.toString(tests));
        attribute(xml, "failures", Integer.toString(failures));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", Integer.toString(skipped));
        attribute(xml, "time", seconds(time));
    }

    private static void testCase(XMLStreamWriter xml, String suite, String name, Duration time)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", suite);
        attribute(xml, "name", name);
        attribute(xml, "time", seconds(time));
    }

    private static void skipped(XMLStreamWriter xml, String message) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute(xml, "message", message);
    }

    private static void output(XMLStreamWriter xml, String output) throws XMLStreamException {
        if (!output.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(PlainText.of(output));
            end(xml);
        }
    }

    private static void body(XMLStreamWriter xml, String element, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", message);
        xml.writeCharacters(PlainText.of(text));
        end(xml);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, PlainText.of(value));
    }

    private static void end(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEndElement();
    }

    private static int count(List<CheckResult> checks, CheckResult.Status status) {
        return (int) checks.stream().filter(check -> check.status() == status).count();
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS).toPlainString();
    }
}
