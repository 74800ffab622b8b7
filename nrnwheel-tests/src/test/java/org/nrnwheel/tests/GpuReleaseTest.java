package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.pypi.release.ReleaseReport;
import org.nrnwheel.pypi.release.ReleaseSet;

/** The wheel of NEURON for GPUs that its makers published, before the gate. */
class GpuReleaseTest {
    private static final String WHEEL = "NEURON_gpu-8.2.2-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    private static final ReleaseSet SET = ReleaseSet.expect(
                    List.of("3.11"), List.of("manylinux_x86_64", "macosx_arm64"), List.of("neuron-gpu"))
            .release("8.2.2");

    @TempDir
    private Path directory;

    @Test
    @Tag("slow")
    void thePublishedOneWouldNotHaveGoneOut() throws IOException, InterruptedException {
        ReleaseReport report = SET.check(List.of(Corpus.wheel(WHEEL)));

        assertThat(errors(report)).containsExactly("executable-stack", "not-tested", "relative-rpath");
        assertThat(report.expected()).describedAs("GPUs are for Linux only").hasSize(1);
    }

    @Test
    @Tag("slow")
    void repairedAndWithItsCompilersLibrariesAllowedItOnlyWantsATest() throws IOException, InterruptedException {
        Path published = Corpus.wheel(WHEEL);
        String name = WheelRepairer.nrnwheel()
                .exclude("libcuda.so.*")
                .repair(published, directory)
                .fileName();
        WheelAuditor auditor = WheelAuditor.hermetic().level("executable-stack", Severity.WARNING);

        ReleaseReport report = SET.auditor(auditor).previous(published).check(List.of(directory.resolve(name)));

        assertThat(errors(report)).containsExactly("not-tested");
    }

    private static List<String> errors(ReleaseReport report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::id)
                .distinct()
                .toList();
    }
}
