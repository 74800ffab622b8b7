package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/** The main job: a wheel of NEURON's real source, built, repaired and tested on this machine. */
@Tag("neuron")
class NeuronBuildTest {
    private static String treeBefore = "";
    private static @Nullable BuildReport built;

    @BeforeAll
    static void build() throws IOException {
        treeBefore = TreeHash.of(NeuronWheels.source());
        built = NeuronWheels.built();
    }

    @Test
    void theWheelIsInTheWheelhouse() throws IOException {
        assertThat(report().wheels()).hasSize(1);
        WheelArtifact wheel = report().wheels().get(0);
        assertThat(wheel.fileName())
                .startsWith("neuron_nightly-8.2.6-cp311-cp311-manylinux")
                .endsWith("x86_64.whl");
        assertThat(WheelArtifact.of(wheel.path())).isEqualTo(wheel);
        assertThat(report().file()).isRegularFile();
        assertThat(report().file().resolveSibling("junit.xml")).isRegularFile();
    }

    @Test
    void everyBaseCheckPassesWithTheRecipesConstraints() {
        TestReport required = tests(true);
        assertThat(required.passed()).isTrue();
        assertThat(required.checks())
                .extracting(CheckResult::name)
                .contains("import", "neuron-test", "nrniv", "nrnivmodl", "neurondemo", "modlunit");
        assertThat(required.checks())
                .as("the tree has no CoreNEURON")
                .filteredOn(check -> check.status() != CheckResult.Status.PASSED)
                .allMatch(check -> check.status() == CheckResult.Status.SKIPPED
                        && check.name().contains("coreneuron"));
    }

    @Test
    void aUsersInstallationOfTodayIsTriedAndItsFindingIsAWarning() {
        TestReport newest = tests(false);
        assertThat(newest.dependencies()).isEqualTo("newest");
        if (!newest.passed()) {
            assertThat(report().warnings()).isNotEmpty();
        }
    }

    @Test
    void theUsersTreeIsAsItWas() throws IOException {
        assertThat(TreeHash.of(NeuronWheels.source())).isEqualTo(treeBefore);
    }

    @Test
    void whatWasInstalledForTheBuildIsKept() {
        assertThat(job().installed()).anyMatch(line -> line.startsWith("numpy==1.23.5"));
    }

    @Test
    void noTraceOfTheCompilerCacheIsInTheMakefile() throws Exception {
        Path unpacked = Files.createTempDirectory("nrnwheel-unpacked");
        Processes.Result unzip = Processes.run(
                unpacked,
                Map.of(),
                List.of(
                        "python3",
                        "-m",
                        "zipfile",
                        "-e",
                        report().wheels().get(0).path().toString(),
                        "."));
        assertThat(unzip.exit()).describedAs(unzip.output()).isZero();
        try (var files = Files.walk(unpacked)) {
            List<Path> makefiles = files.filter(
                            file -> file.getFileName().toString().startsWith("nrnmech_makefile"))
                    .collect(Collectors.toList());
            assertThat(makefiles).isNotEmpty();
            for (Path makefile : makefiles) {
                assertThat(makefile).content().doesNotContain("ccache");
            }
        }
    }

    private static BuildReport report() {
        return Objects.requireNonNull(built, "no build");
    }

    private static JobResult job() {
        return report().jobs().get(0);
    }

    private static TestReport tests(boolean required) {
        return job().tests().stream()
                .filter(test -> test.required() == required)
                .findFirst()
                .orElseThrow();
    }
}
