package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelTester;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestReport;

/** NEURON's parallel tests on its makers' wheel with Debian's Open MPI and MPICH, both installed. */
@Tag("neuron")
class MpiTest {
    private static final List<String> OF_EACH = List.of("python", "nrniv", "special", "special-python", "nrniv-python");

    @TempDir
    static Path scratch;

    private static Path wheel;
    private static Path tree;
    private static Path constraints;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        wheel = PublishedWheel.get(scratch);
        constraints = Files.writeString(scratch.resolve("constraints.txt"), "setuptools<81\n");
        // without CoreNEURON's files, whose mechanisms take minutes to compile
        tree = scratch.resolve("tree");
        for (String file : List.of("src/parallel/test0.py", "src/parallel/test0.hoc")) {
            Files.createDirectories(tree.resolve(file).getParent());
            Files.copy(NeuronWheels.source().resolve(file), tree.resolve(file));
        }
    }

    @Test
    void bothRunEachAsOneWorldByTheirOwnLibrary() {
        TestReport report = test(System.getenv("PATH"));

        for (String check : OF_EACH) {
            assertThat(passed(report, "openmpi-" + check).output())
                    .contains("I am 0 of 2", "I am 1 of 2", "rank 0 of 2 in one world", "rank 1 of 2 in one world")
                    .containsPattern("Open MPI v.* answered|libmpi\\.so\\S* is loaded")
                    .doesNotContain("libmpich");
            assertThat(passed(report, "mpich-" + check).output())
                    .contains("I am 0 of 2", "I am 1 of 2", "rank 0 of 2 in one world", "rank 1 of 2 in one world")
                    .containsPattern("MPICH Version.* answered|libmpich\\.so\\S* is loaded");
        }
        assertThat(named(report, "mvapich2").status()).isEqualTo(Status.SKIPPED);
        assertThat(named(report, "mvapich2").reason()).startsWith("MVAPICH2 is not here: ");
    }

    @Test
    void anotherLaunchersWorldsOfOneAreAFailureWithThatReason() throws IOException {
        Path bin = Files.createDirectories(scratch.resolve("bin"));
        launcher(bin.resolve("mpirun.mpich"));

        TestReport report = test(bin + File.pathSeparator + System.getenv("PATH"));

        assertThat(passed(report, "openmpi-nrniv").output()).contains("rank 1 of 2 in one world");
        for (String check : OF_EACH) {
            CheckResult result = named(report, "mpich-" + check);
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.reason())
                    .startsWith("worlds of one: mpirun.mpich started 2 processes, and each is rank 0 of 1;")
                    .contains("libmpich.so");
        }
    }

    /** Open MPI's launcher under the name and with the version of MPICH's. */
    private static void launcher(Path file) throws IOException {
        Files.writeString(file, """
                #!/bin/sh
                if [ "$1" = --version ]; then
                    echo 'HYDRA build details:'
                    exit
                fi
                export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
                exec mpirun.openmpi --oversubscribe "$@"
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static TestReport test(String path) {
        return WheelTester.python("/usr/bin/python3.11")
                .wheel(wheel)
                .suite("neuron-mpi")
                .constraints(constraints)
                .source(tree)
                .with(BuildContext.standard()
                        .withEnvironment(Environment.system().withVariable("PATH", path)))
                .run();
    }

    private static CheckResult passed(TestReport report, String check) {
        CheckResult result = named(report, check);
        assertThat(result.status()).as(result.reason() + "\n" + result.output()).isEqualTo(Status.PASSED);
        return result;
    }

    private static CheckResult named(TestReport report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
