package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.nrnwheel.report.HtmlReport;
import org.nrnwheel.report.JunitXmlReport;
import picocli.CommandLine.Option;

/** The files that evidence is written to, beside what is printed. */
final class EvidenceFiles {
    @Option(names = "--junit", paramLabel = "FILE", description = "Write the evidence as JUnit XML too.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Write the evidence as one HTML file too.")
    private Optional<Path> html = Optional.empty();

    void write(Console console, Supplier<JunitXmlReport> asJunit, Supplier<HtmlReport> asHtml) {
        junit.ifPresent(file -> asJunit.get().writeTo(console.absolute(file)));
        html.ifPresent(file -> asHtml.get().writeTo(console.absolute(file)));
    }
}
