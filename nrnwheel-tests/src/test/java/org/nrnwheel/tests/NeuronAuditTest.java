package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.ExternalReference;
import org.nrnwheel.audit.Finding;

/** What is known to be wrong with the wheels of NEURON that its makers published. */
class NeuronAuditTest {
    private static final String DEMO = "neuron/.data/share/nrn/demo/release/x86_64/";

    @TempDir
    private Path directory;

    @Test
    @Tag("slow")
    void neuron9HasItsKnownFaultsAndNoOthersOfTheirKinds() throws IOException, InterruptedException {
        AuditReport report = WheelAuditor.audit(
                Corpus.wheel("neuron-9.0.2-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"));

        assertThat(files(report, "leaked-path"))
                .containsExactly(
                        "neuron/.data/bin/nrniv-core",
                        "neuron/.data/lib/libcorenrnmech_internal.so",
                        "neuron/.data/lib/libcorenrnmpi_mpich.so",
                        "neuron/.data/lib/libcorenrnmpi_ompi.so",
                        DEMO + "libnrnmech.so",
                        DEMO + "special");
        assertThat(files(report, "lost-execute-bit")).containsExactly(DEMO + "special");
        assertThat(files(report, "unresolved-library")).containsExactly(DEMO + "special");
        assertThat(files(report, "dangling-rpath"))
                .containsExactly("neuron/nmodl/_nmodl.cpython-311-x86_64-linux-gnu.so");
        assertThat(report.verdict().orElseThrow().bySymbols()).isEqualTo("manylinux_2_27_x86_64");
        assertThat(report.externalReferences())
                .extracting(ExternalReference::library)
                .containsExactly("libgomp.so.1", "libnrniv.so");
        assertThat(report.externalReferences().get(1).files()).containsExactly(DEMO + "special");
        assertThat(files(report, "embedded-build-path")).contains("neuron/.data/bin/nrnmech_makefile");
        assertThat(WheelAuditor.hermetic()
                        .exclude("libgomp.so.1", "libnrniv.so")
                        .report(Corpus.wheel(
                                "neuron-9.0.2-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"))
                        .tag())
                .contains("manylinux_2_27_x86_64");
    }

    @Test
    @Tag("slow")
    void neuronForGpusHasFiveExecutableStacks() throws IOException, InterruptedException {
        AuditReport report = WheelAuditor.audit(
                Corpus.wheel("NEURON_gpu-8.2.2-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"));

        assertThat(files(report, "executable-stack")).hasSize(5);
        assertThat(files(report, "undeclared-import")).isNotEmpty();
    }

    @Test
    @Tag("slow")
    void neuron822HasRelativePathsAndTwoCopiesOfItsLibrary() throws IOException, InterruptedException {
        AuditReport report = WheelAuditor.audit(
                Corpus.wheel("NEURON-8.2.2-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"));

        assertThat(report.findings("duplicate-library"))
                .extracting(Finding::message)
                .anyMatch(message ->
                        message.contains("neuron/.data/lib/libnrniv.so") && message.contains("NEURON.libs/libnrniv-"));
        assertThat(files(report, "relative-rpath")).hasSize(2);
        assertThat(report.findings("undeclared-import"))
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("pkg_resources"));
    }

    @Test
    @Tag("slow")
    void neuron826HasTwoCopiesOfItsLibraryAndPathsOfItsBuildMachine() throws IOException, InterruptedException {
        AuditReport report = WheelAuditor.audit(PublishedWheel.get(directory));

        assertThat(report.findings("duplicate-library"))
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("neuron/.data/lib/libnrniv.so"));
        assertThat(files(report, "leaked-path")).hasSize(5);
        assertThat(report.findings("leaked-path"))
                .extracting(Finding::message)
                .allMatch(message -> message.contains("/root/nrn/build/cmake_install/lib"));
    }

    private static List<String> files(AuditReport report, String check) {
        return report.findings(check).stream()
                .map(finding -> finding.file().orElse(""))
                .toList();
    }
}
