package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.wheel.SampleWheel;

class MetadataChecksTest {
    private static final String NAME = "demo-1.0-py3-none-any.whl";
    private static final String INFO = "demo-1.0.dist-info/";

    @TempDir
    private Path directory;

    private AuditReport audit(SampleWheel wheel) throws IOException {
        return WheelAudit.of(wheel.writeTo(directory), AuditOptions.STANDARD);
    }

    @Test
    void aFileThatIsNotWhatRecordSaysIsNamed() throws IOException {
        SampleWheel wheel =
                SampleWheel.valid(NAME).with(INFO + "RECORD", "demo/__init__.py,sha256=AAAA,11\nlost.py,,\n");
        AuditReport report = WheelAudit.of(wheel.writeRawTo(directory), AuditOptions.STANDARD);

        assertThat(report.findings("record-mismatch"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly(INFO + "METADATA", INFO + "WHEEL", "demo/__init__.py", "lost.py");
    }

    @Test
    void tagsOfWheelAndNameAreCompared() throws IOException {
        AuditReport report = audit(SampleWheel.valid(NAME)
                .with(INFO + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py2-none-any\n"));

        assertThat(report.findings("tag-mismatch")).hasSize(1);
    }

    @Test
    void theVersionInTheSourceIsCompared() throws IOException {
        assertThat(audit(SampleWheel.valid(NAME).with("demo/_version.py", "__version__ = '1.0.0'\n"))
                        .findings("version-mismatch"))
                .isEmpty();
        assertThat(audit(SampleWheel.valid(NAME).with("demo/_version.py", "__version__ = \"1.1\"  # next\n"))
                        .findings("version-mismatch"))
                .hasSize(1);
    }

    @Test
    void commandsNeedTheirModule() throws IOException {
        AuditReport report = audit(SampleWheel.valid(NAME)
                .with("demo/cli.py", "")
                .with(
                        INFO + "entry_points.txt",
                        "[console_scripts]\na = demo:main\nb = demo.cli:main\nc = demo.gone:main [extra]\n"));

        assertThat(report.findings("missing-script-module"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("demo.gone:main"));
    }

    @Test
    void importsThatAreNotRequiredAreNamed() throws IOException {
        AuditReport report = audit(SampleWheel.valid(NAME)
                .with(INFO + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nRequires-Dist: PyYAML>=5\n")
                .with(
                        "demo/cli.py",
                        "\"\"\"\nimport scipy\n\"\"\"\nimport os, yaml\nfrom pkg_resources import x\ntry:\n    import numpy\n"
                                + "except ImportError:\n    pass\n")
                .with("demo/tests/test_it.py", "import pytest\n"));

        assertThat(report.findings("undeclared-import")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("pkg_resources");
            assertThat(finding.fix()).contains("setuptools");
        });
    }

    @Test
    void metadataOfAnotherDistributionIsAFinding() throws IOException {
        AuditReport report = audit(
                SampleWheel.valid(NAME).with(INFO + "METADATA", "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n"));

        assertThat(report.findings("invalid-metadata"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("other 1.0"));
    }

    @Test
    void anArchiveThatIsNoWheelHasAReport() throws IOException {
        Path file = new SampleWheel(NAME).with("demo/__init__.py", "").writeRawTo(directory);
        AuditReport report = WheelAudit.of(file, AuditOptions.STANDARD);

        assertThat(report.findings("invalid-wheel")).hasSize(1);
        assertThat(report.tag()).isEmpty();
    }
}
