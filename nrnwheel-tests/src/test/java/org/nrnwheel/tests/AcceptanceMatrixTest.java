package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.nrnwheel.testkit.SmallWheel;

/** Real wheels on real systems: this machine and roots of Debian. */
class AcceptanceMatrixTest {
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
     * who is not root. Sid's Python is too new for 8.2.7.
     */
    @Test
    @Tag("full")
    void neuronWorksFromTheOldestToTheNewestDebian() throws IOException, InterruptedException {
        MatrixReport older = neuron("neuron==8.2.7", "neuron", wholes(), TestRoot.slim("bookworm"));
        MatrixReport newest = neuron("neuron==9.0.2", "neuron", List.of(TestRoot.whole("sid")));

        assertThat(older.cells()).hasSize(4);
        assertThat(older.cells().subList(0, 3))
                .allSatisfy(cell ->
                        assertThat(failures(cell)).describedAs(older.toText()).isEmpty());
        assertThat(newest.cells())
                .singleElement()
                .satisfies(cell -> assertThat(failures(cell))
                        .describedAs(newest.toText())
                        .extracting(CheckResult::name)
                        .containsExactly("audit"));
        Cell slim = older.cells().get(3);
        assertThat(failures(slim))
                .describedAs(older.toText())
                .isNotEmpty()
                .allMatch(check -> check.reason().contains("die where perl is not on PATH"));
        assertThat(slim.report().orElseThrow().checks())
                .filteredOn(check -> check.status() == CheckResult.Status.SKIPPED)
                .extracting(CheckResult::reason)
                .anyMatch(reason -> reason.contains("the C compiler gcc is not on PATH"));
    }

    @Test
    @Tag("full")
    void nrnivmodlWorksWithTheCompilersOfTheOldestToTheNewestDebian() throws IOException, InterruptedException {
        List<Cell> cells = new ArrayList<>(
                neuron("neuron==8.2.7", "neuron-compilers", wholes()).cells());
        cells.addAll(neuron("neuron==9.0.2", "neuron-compilers", List.of(TestRoot.whole("sid")))
                .cells());

        assertThat(cells).hasSize(4).allSatisfy(cell -> {
            assertThat(failures(cell))
                    .describedAs(cell.toString())
                    .extracting(CheckResult::name)
                    .isSubsetOf("audit", "makefile-paths");
            List<String> names = cell.report().orElseThrow().checks().stream()
                    .map(CheckResult::name)
                    .toList();
            assertThat(names).anyMatch(name -> name.startsWith("compiler-clang"));
            assertThat(names)
                    .filteredOn(name -> name.startsWith("compiler-gcc-"))
                    .hasSizeGreaterThan(1);
        });
    }

    private static List<Path> wholes() throws IOException, InterruptedException {
        return List.of(TestRoot.whole("bullseye"), TestRoot.whole("bookworm"), TestRoot.whole("trixie"));
    }

    private static MatrixReport neuron(String requirement, String suite, List<Path> roots, Path... more) {
        AcceptanceMatrix matrix = AcceptanceMatrix.ofTargets(requirement);
        for (Path root : Stream.concat(roots.stream(), Stream.of(more)).toList()) {
            matrix = matrix.on("rootfs:user=1000,root=" + root);
        }
        return matrix.testing(tester -> tester.suite(suite).recipeConstraints()).run();
    }

    private static List<CheckResult> failures(Cell cell) {
        return cell.report().orElseThrow(() -> new AssertionError(cell.reason())).checks().stream()
                .filter(check -> check.status() == CheckResult.Status.FAILED)
                .toList();
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
        return failures(cell).stream().map(CheckResult::reason).toList();
    }
}
