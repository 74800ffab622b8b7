package org.nrnwheel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.result.Reports;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.TestReport;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportsTest {
    @TempDir
    Path directory;

    @Test
    void junitXmlParsesAndCountsWhatFailed() throws Exception {
        Path file = directory.resolve("reports/junit.xml");

        JunitXmlReport.of(Reports.mixed()).writeTo(file);
        JunitXmlReport.of(Reports.mixed()).writeTo(file);

        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(8);
        NodeList suites = xml.getElementsByTagName("testsuite");
        Element required = (Element) suites.item(1);
        assertThat(required.getAttribute("name")).isEqualTo("cp311-linux_x86_64 neuron (constrained)");
        assertThat(required.getAttribute("failures")).isEqualTo("1");
        Element newest = (Element) suites.item(2);
        assertThat(newest.getAttribute("failures")).isEqualTo("0");
        assertThat(newest.getAttribute("skipped")).isEqualTo("2");
        NodeList failures = xml.getElementsByTagName("failure");
        assertThat(failures.item(0).getTextContent())
                .isEqualTo("blame: demo/<x>.so: it needs \"libz.so.1\"\nred  <&>]]>\n");
        assertThat(failures.item(failures.getLength() - 1).getTextContent())
                .contains("command: python setup.py --x=a b\nexit: exit code 2\ngcc: error\nbold\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void htmlHoldsEverythingEscapedInOneFile() throws Exception {
        Path file = directory.resolve("reports/report.html");

        HtmlReport.of(Reports.mixed()).writeTo(file);

        // it is well-formed XML too, so what programs printed broke out of nothing
        Document html =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(html.getElementsByTagName("section").getLength()).isEqualTo(8);
        assertThat(html.getElementsByTagName("script").getLength()).isZero();
        assertThat(html.getElementsByTagName("pre").item(0).getTextContent()).isEqualTo("ok\n");
        assertThat(html.getElementsByTagName("pre").item(1).getTextContent()).isEqualTo("red  <&>]]>\n");
        assertThat(html.getDocumentElement().getTextContent())
                .contains("To blame: demo/<x>.so: it needs \"libz.so.1\"")
                .contains("failed at build: the command failed");
        assertThat(Files.readString(file)).doesNotContain("src=", "http");
    }

    @Test
    void oneTestIsADocumentOfItsOwn() throws Exception {
        TestReport report = Reports.mixed().jobs().get(0).tests().get(0);
        Path junit = directory.resolve("junit.xml");
        Path page = directory.resolve("test.html");

        JunitXmlReport.of(report).writeTo(junit);
        HtmlReport.of(report).writeTo(page);

        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        Document html =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
        assertThat(html.getElementsByTagName("tbody").getLength()).isEqualTo(1);
        assertThat(html.getElementsByTagName("h1").item(0).getTextContent()).contains(report.wheelFile());
    }

    @Test
    void aMatrixIsATableAndASuiteForEachSystem() throws Exception {
        TestReport tried = Reports.mixed().jobs().get(0).tests().get(0);
        MatrixReport matrix = new MatrixReport(
                List.of(),
                List.of(
                        new MatrixReport.Cell(tried.wheelFile(), "<old>", Optional.of(tried), ""),
                        new MatrixReport.Cell(tried.wheelFile(), "new", Optional.empty(), "no <Python>")),
                List.of());
        Path junit = directory.resolve("junit.xml");
        Path page = directory.resolve("matrix.html");

        JunitXmlReport.of(matrix).writeTo(junit);
        HtmlReport.of(matrix).writeTo(page);

        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        NodeList suites = xml.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(2);
        assertThat(((Element) suites.item(0)).getAttribute("name")).contains(tried.wheelFile() + " on <old>");
        assertThat(((Element) suites.item(1)).getAttribute("skipped")).isEqualTo("1");
        Document html =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
        assertThat(html.getElementsByTagName("table").getLength()).isEqualTo(2);
        assertThat(html.getDocumentElement().getTextContent())
                .contains("On <old>", "Not tried: no <Python>", "not tried");
    }

    @Test
    void textSaysWhatThereIsAndWhatFailed() {
        assertThat(TextReport.of(Reports.mixed()).toString())
                .contains("cp311-linux_x86_64: built\n")
                .contains("wheel: demo-1.0-cp311-cp311-linux_x86_64.whl (13.3 MB)\n  sha256: abab")
                .contains("steps: build 3 min 20 s\n")
                .contains("compiler cache: 797 of 807 hits, 98.8 %")
                .contains("nrniv failed: exit code 1")
                .contains("cp312-linux_x86_64: already built 2026-01-02T03:04:05Z")
                .contains("cp313-linux_x86_64: FAILED\n")
                .contains(
                        "  command: python setup.py --x=a b\n  exit: exit code 2\n  | gcc: error\n  | bold\n  log: /wheels/")
                .contains("→ Read the log.")
                .contains("cp314-linux_x86_64: cancelled")
                .contains("warning: the newest numpy does not work")
                .endsWith("2 of 4 wheels in /wheels, 4 min 5 s; report: /wheels/.nrnwheel/report.json\n")
                .doesNotContain("\u001b");
    }

    @Test
    void controlSequencesAndWhatXmlCannotHoldAreDropped() {
        assertThat(PlainText.of("a\u001b[31;1mb\u001b]0;title\u0007c\u001b(Bd\r\u0000\u009b2Je\ufffe\ud800f\tg\n"))
                .isEqualTo("abcdef\tg\n");
    }
}
