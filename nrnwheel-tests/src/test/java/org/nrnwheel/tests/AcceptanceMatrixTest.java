package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.AcceptanceMatrix;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.platform.NoPlatformException;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.MatrixReport.Cell;

/** Real wheels on real systems: this machine and roots of Debian. */
class AcceptanceMatrixTest {
    private static final List<String> SUITES = List.of("bullseye", "bookworm", "trixie", "sid");

    @TempDir
    private Path directory;

    @Test
    @Tag("slow")
    void aRepairedWheelWorksWhereTheOneThatWasBuiltDoesNot() throws IOException, InterruptedException {
        Path built = Samples.unrepaired("cffi");
        Path repaired = directory.resolve(
                WheelRepairer.nrnwheel().repair(built, directory).fileName());
        String bare = "rootfs:" + TestRoot.bare();
        String newer = "rootfs:" + TestRoot.directory();

        MatrixReport report = AcceptanceMatrix.of(repaired, built)
                .on("host")
                .on(bare)
                .on(newer)
                .testing(tester -> tester.suite("generic"))
                .run();

        assertThat(report.passed()).isFalse();
        assertThat(report.cells()).hasSize(6);
        assertThat(report.cells().subList(0, 2))
                .allSatisfy(cell -> assertThat(cell.report().orElseThrow().passed())
                        .describedAs(cell.toString())
                        .isTrue());
        assertThat(failed(report.cells().get(3))).isEmpty();
        assertThat(failed(report.cells().get(4))).anyMatch(reason -> reason.contains("libffi.so.8"));
        assertThat(List.of(report.cells().get(2), report.cells().get(5)))
                .extracting(Cell::reason)
                .allMatch(reason -> reason.startsWith("it has no Python for cp311-cp311; it has 3.13"));
        assertThat(report.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.wheelFile()).isEqualTo(repaired.getFileName().toString());
            assertThat(gap.tried()).isEqualTo("glibc 2.36");
            assertThat(gap.covered()).isTrue();
        });
        assertThat(report.toText()).contains("debian 12", "glibc 2.36", "glibc 2.41", "libffi.so.8");
    }

    /**
     * The oldest and the newest Debian that there is, and one without compiler, perl and libgomp; each with its own Python, by a user
     * who is not root.
     */
    @Test
    @Tag("full")
    void neuronWorksFromTheOldestToTheNewestDebian() throws IOException, InterruptedException {
        MatrixReport report = neuron("neuron", TestRoot.slim("bookworm"));

        assertThat(report.passed()).describedAs(report.toText()).isTrue();
        assertThat(report.cells()).hasSize(SUITES.size() + 1);
        Cell slim = report.cells().get(SUITES.size());
        assertThat(slim.report().orElseThrow().checks())
                .filteredOn(check -> check.status() == CheckResult.Status.SKIPPED)
                .extracting(CheckResult::reason)
                .anyMatch(reason -> reason.contains("is not on PATH"));
    }

    @Test
    @Tag("full")
    void nrnivmodlWorksWithTheCompilersOfTheOldestToTheNewestDebian() throws IOException, InterruptedException {
        MatrixReport report = neuron("neuron-compilers");

        assertThat(report.cells()).hasSize(SUITES.size()).allSatisfy(cell -> {
            List<CheckResult> checks = cell.report().orElseThrow().checks();
            assertThat(checks)
                    .describedAs(report.toText())
                    .filteredOn(check -> check.status() != CheckResult.Status.PASSED)
                    .extracting(CheckResult::name)
                    .isSubsetOf("makefile-paths");
            assertThat(checks)
                    .extracting(CheckResult::name)
                    .anyMatch(name -> name.startsWith("compiler-clang"))
                    .filteredOn(name -> name.startsWith("compiler-gcc-"))
                    .hasSizeGreaterThan(1);
        });
    }

    private static MatrixReport neuron(String suite, Path... more) throws IOException, InterruptedException {
        AcceptanceMatrix matrix = AcceptanceMatrix.ofTargets("neuron==8.2.7");
        for (String debian : SUITES) {
            matrix = matrix.on("rootfs:user=1000,root=" + TestRoot.whole(debian));
        }
        for (Path root : more) {
            matrix = matrix.on("rootfs:user=1000,root=" + root);
        }
        return matrix.testing(tester -> tester.suite(suite).recipeConstraints()).run();
    }

    @Test
    void aSystemThatIsNotThereIsToldBeforeAnyTest() throws IOException {
        Path wheel =
                SmallWheel.named("nrnwheel_small").with("nrnwheel_small.py", "").write(directory);

        assertThatThrownBy(() -> AcceptanceMatrix.of(wheel)
                        .on("host")
                        .on("rootfs:" + directory.resolve("none"))
                        .run())
                .isInstanceOf(NoPlatformException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> AcceptanceMatrix.of(wheel).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a matrix needs wheels and systems");
    }

    private static List<String> failed(Cell cell) {
        return cell.report().orElseThrow().checks().stream()
                .filter(check -> check.status() == CheckResult.Status.FAILED)
                .map(CheckResult::reason)
                .toList();
    }
}
