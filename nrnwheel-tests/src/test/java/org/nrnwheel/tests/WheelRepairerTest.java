package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.repair.AuditwheelEngine;
import org.nrnwheel.repair.RepairFailedException;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/** Repairs real shared libraries by the real auditwheel. */
@Tag("slow")
class WheelRepairerTest {
    @TempDir
    private static Path shared;

    private static PythonTools tools;
    private static Path libraries = Path.of("");
    private static Path wheel = Path.of("");

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeAWheelThatNeedsALibrary() throws IOException, InterruptedException {
        tools = PythonTools.install(shared.resolve("venv"), "wheel");
        libraries = Files.createDirectories(shared.resolve("lib"));
        Path content = shared.resolve("content");
        Path extension =
                Files.createDirectories(content.resolve("graft_sample")).resolve("_ext.so");
        compile("int answer(void) { return 42; }", libraries.resolve("libanswer.so"), List.of());
        compile(
                "int answer(void); int twice(void) { return 2 * answer(); }",
                extension,
                List.of("-L" + libraries, "-lanswer"));
        String tag = "py3-none-linux_" + machine();
        PythonTools.writeMetadata(content, "graft_sample", "1.0", tag);
        wheel = tools.pack(content, Files.createDirectories(shared.resolve("dist")));
    }

    @Test
    void graftsALibraryAndRenamesTheWheel() throws IOException {
        RepairReport report = repairer().repair(wheel, directory.resolve("out"));
        assertThat(report.engine()).isEqualTo("auditwheel");
        assertThat(report.engineVersion()).matches("\\d+\\.\\d+.*");
        assertThat(report.fileName()).contains("manylinux");
        assertThat(report.grafted())
                .singleElement()
                .asString()
                .startsWith("libanswer-")
                .endsWith(".so");
        Path repaired = directory.resolve("out").resolve(report.fileName());
        assertThat("/" + report.wheel().relative()).isEqualTo(repaired.toString());
        try (WheelFile file = WheelFile.open(repaired)) {
            file.verify();
            assertThat(file.entries())
                    .extracting(WheelEntry::name)
                    .contains("graft_sample.libs/" + report.grafted().get(0));
        }
    }

    @Test
    void givesTheSameBytesForTheSameSourceDate() throws IOException {
        RepairReport one = repairer().repair(wheel, directory.resolve("one"));
        RepairReport other = repairer().repair(wheel, directory.resolve("other"));
        assertThat(WheelArtifact.of(directory.resolve("one").resolve(one.fileName()))
                        .sha256())
                .isEqualTo(WheelArtifact.of(directory.resolve("other").resolve(other.fileName()))
                        .sha256());
    }

    @Test
    void leavesExcludedLibrariesOut() {
        RepairReport report = repairer().exclude("libanswer.so").repair(wheel, directory.resolve("out"));
        assertThat(report.grafted()).isEmpty();
        assertThat(report.excluded()).containsExactly("libanswer.so");
    }

    @Test
    void saysWhichLibraryIsNotFoundAndWhatToDo() throws IOException {
        WheelRepairer blind = repairer().with(BuildContext.standard());
        assertThatThrownBy(() -> blind.repair(wheel, directory.resolve("out")))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining("libanswer.so")
                .extracting(e -> ((RepairFailedException) e).remedy())
                .asString()
                .contains("LD_LIBRARY_PATH");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void copiesAPureWheelUnchanged() throws IOException, InterruptedException {
        Path content = directory.resolve("content");
        PythonTools.writeMetadata(content, "pure_sample", "1.0", "py3-none-any");
        Path pure = tools.pack(content, Files.createDirectory(directory.resolve("dist")));
        RepairReport report = repairer().repair(pure, directory.resolve("out"));
        assertThat(report.engine()).isEqualTo(AuditwheelEngine.UNCHANGED);
        assertThat(directory.resolve("out").resolve(report.fileName())).hasSameBinaryContentAs(pure);
    }

    @Test
    void refusesAWheelThatIsNotThere() {
        assertThatThrownBy(() -> repairer().repair(directory.resolve("gone-1.0-py3-none-any.whl"), directory))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("gone-1.0-py3-none-any.whl");
    }

    private static WheelRepairer repairer() {
        Environment environment = Environment.system()
                .withVariable("LD_LIBRARY_PATH", libraries.toString())
                .withVariable("SOURCE_DATE_EPOCH", "1700000000");
        return WheelRepairer.auditwheel().with(BuildContext.standard().withEnvironment(environment));
    }

    private static void compile(String code, Path output, List<String> more) throws IOException, InterruptedException {
        Path source = Files.writeString(shared.resolve(output.getFileName() + ".c"), code);
        List<String> argv =
                new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-o", output.toString(), source.toString()));
        argv.addAll(more);
        assertThat(Processes.run(shared, Map.of(), argv)).isEqualTo(new Processes.Result(0, ""));
    }

    private static String machine() throws IOException, InterruptedException {
        return Processes.run(shared, Map.of(), List.of("uname", "-m")).output().strip();
    }
}
