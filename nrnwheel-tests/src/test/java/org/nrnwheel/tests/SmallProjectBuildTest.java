package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildFailedException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/** Small projects of every kind of backend, built by the PEP 517 recipe on this host. */
@Tag("slow")
class SmallProjectBuildTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"pybind, nrnwheel_pybind_sample", "meson, nrnwheel_meson_sample"})
    void aProjectIsBuiltRepairedTestedAndDelivered(String sample, String wheelName) throws IOException {
        Path tree = Samples.copy(sample, directory.resolve("tree"));
        String before = TreeHash.of(tree);

        BuildReport report = builder(tree).test(Testing.CONSTRAINED).build();

        assertThat(report.wheels()).hasSize(1);
        WheelArtifact wheel = report.wheels().get(0);
        assertThat(wheel.fileName()).startsWith(wheelName + "-1.0-cp311-").contains("manylinux");
        assertThat(WheelArtifact.of(wheel.path())).isEqualTo(wheel);
        assertThat(report.jobs().get(0).tests()).hasSize(1).allMatch(TestReport::passed);
        assertThat(report.jobs().get(0).installed()).isNotEmpty();
        assertThat(TreeHash.of(tree)).isEqualTo(before);
    }

    @Test
    void aSecondBuildRestoresTheWheel() throws IOException {
        Path tree = Samples.copy("setuptools", directory.resolve("tree"));
        BuildReport first = builder(tree).build();

        BuildReport second = builder(tree).build();

        assertThat(second.jobs()).extracting(JobResult::status).containsExactly(JobResult.Status.RESTORED);
        assertThat(second.wheels()).isEqualTo(first.wheels());
        assertThat(second.jobs().get(0).finished())
                .isEqualTo(first.jobs().get(0).finished());
    }

    @Test
    void theShellScriptOfAPlanMakesTheSameWheel() throws IOException, InterruptedException {
        Path tree = Samples.copy("setuptools", directory.resolve("tree"));
        LinuxWheelBuilder builder = builder(tree);
        WheelArtifact built = builder.build().wheels().get(0);
        BuildPlan plan = builder.plan();
        Path script = Files.writeString(directory.resolve("plan.sh"), plan.toShellScript());

        Processes.Result result = Processes.run(
                tree,
                Map.of(
                        "NRNWHEEL_SOURCE",
                        tree.toString(),
                        "WHEELHOUSE",
                        directory.resolve("by-hand").toString(),
                        "NRNWHEEL",
                        Path.of("..", "nrnwheel").toAbsolutePath().normalize().toString()),
                List.of("sh", script.toString()));

        assertThat(result.exit()).describedAs(result.output()).isZero();
        assertThat(WheelArtifact.of(directory.resolve("by-hand").resolve(built.fileName()))
                        .sha256())
                .isEqualTo(built.sha256());
    }

    @Test
    void aFailingBuildNamesStepCommandLinesAndLog() throws IOException {
        Path tree = Samples.copy("setuptools", directory.resolve("tree"));
        Files.writeString(tree.resolve("sample.c"), "#error this does not compile\n");

        assertThatThrownBy(() -> builder(tree).build()).isInstanceOfSatisfying(BuildFailedException.class, e -> {
            JobResult job = e.report().jobs().get(0);
            assertThat(job.status()).isEqualTo(JobResult.Status.FAILED);
            assertThat(job.failure()).hasValueSatisfying(failure -> {
                assertThat(failure.step()).isEqualTo("build");
                assertThat(failure.command()).isNotEmpty();
                assertThat(failure.exit())
                        .hasValueSatisfying(exit -> assertThat(exit).contains("exit code"));
                assertThat(String.join("\n", failure.lastLines())).isNotEmpty();
                assertThat(failure.log()).content().contains("this does not compile");
            });
            assertThat(e.report().file()).isRegularFile();
        });
    }

    private LinuxWheelBuilder builder(Path tree) {
        return WheelBuilder.linux()
                .source(tree)
                .python("3.11")
                .on("host")
                .test(Testing.NONE)
                .wheelhouse(directory.resolve("wheelhouse"));
    }
}
