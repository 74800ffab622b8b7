package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nrnwheel.run.PlanBench.argv;
import static org.nrnwheel.run.PlanBench.environment;
import static org.nrnwheel.run.PlanBench.image;
import static org.nrnwheel.run.PlanBench.linux;
import static org.nrnwheel.run.PlanBench.names;
import static org.nrnwheel.run.PlanBench.with;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;

class NeuronPyprojectPlanTest {
    @TempDir
    Path directory;

    private PlanBench bench;

    @BeforeEach
    void tree() {
        bench = new PlanBench(directory).neuron9();
    }

    @Test
    void setsWhatNeuronsScriptGivesToCibuildwheel() {
        BuildPlan plan = bench.plan(linux(), with(image(9, 10, 14), "uv"));
        BuildJob job = plan.jobs().get(0);

        assertThat(plan.recipe()).isEqualTo("neuron-pyproject");
        assertThat(plan.jobs()).extracting(each -> each.interpreter().minor()).containsExactly(10, 14);
        assertThat(environment(job, "build"))
                .containsEntry("CMAKE_PREFIX_PATH", "/nrnwheel/ncurses;/nrnwheel/readline")
                .containsEntry("NRN_MPI_DYNAMIC", "/nrnwheel/openmpi/include;/nrnwheel/mpich/include")
                .containsEntry("NRN_ENABLE_MPI_DYNAMIC", "ON")
                .containsEntry("NRN_WHEEL_STATIC_READLINE", "ON")
                .containsEntry("NRN_BINARY_DIST_BUILD", "ON")
                .containsEntry("NRN_ENABLE_CORENEURON", "ON")
                .containsEntry("CORENRN_ENABLE_OPENMP", "ON")
                .containsEntry("NRN_RX3D_OPT_LEVEL", "0")
                .containsEntry("NRN_ENABLE_INTERVIEWS", "ON")
                .doesNotContainKeys("SETUPTOOLS_SCM_PRETEND_VERSION", "NEURON_NIGHTLY_TAG");
        assertThat(argv(job, "build"))
                .containsExactly(
                        "VENV/bin/python", "-m", "build", "--wheel", "--outdir", "DIST", "--installer=uv", "SOURCE");
        assertThat(argv(job, "repair")).containsSubsequence("libgomp.so.1", "--exclude", "libnrniv.so");
    }

    @Test
    void turnsOffWhatFeaturesSay() {
        BuildPlan plan = bench.plan(
                linux().withFeature("without-coreneuron")
                        .withFeature("without-mpi")
                        .withFeature("without-rx3d")
                        .withFeature("without-interviews")
                        .withFeature("dynamic-readline"),
                image(10));

        assertThat(environment(plan.jobs().get(0), "build"))
                .containsEntry("NRN_ENABLE_CORENEURON", "OFF")
                .containsEntry("NRN_ENABLE_MPI", "OFF")
                .containsEntry("NRN_ENABLE_RX3D", "OFF")
                .containsEntry("NRN_ENABLE_INTERVIEWS", "OFF")
                .containsEntry("NRN_WHEEL_STATIC_READLINE", "OFF");
    }

    @Test
    void writesTheNightlyNameAndTheVersion() {
        BuildJob job = bench.plan(
                        linux().withOptions(draft -> draft.naming(Naming.NIGHTLY)
                                .version("9.1")
                                .environment(Map.of("NRN_RX3D_OPT_LEVEL", "2"))),
                        image(10))
                .jobs()
                .get(0);

        assertThat(argv(job, "name"))
                .containsExactly(
                        "VENV/bin/python",
                        "SOURCE/packaging/python/change_name.py",
                        "SOURCE/pyproject.toml",
                        "neuron-nightly");
        assertThat(argv(job, "requirements")).contains("tomli", "tomli-w");
        assertThat(environment(job, "build"))
                .containsEntry("SETUPTOOLS_SCM_PRETEND_VERSION", "9.1")
                .containsEntry("NRN_RX3D_OPT_LEVEL", "2");
    }

    @Test
    void leavesTheNameAloneWhenItIsTheOneAskedFor() {
        BuildPlan plan = bench.plan(linux().withOptions(draft -> draft.naming(Naming.RELEASE)), image(10));

        assertThat(names(plan.jobs().get(0))).doesNotContain("name");
    }

    @Test
    void knowsNoGpuWheels() {
        assertThatThrownBy(() -> bench.plan(linux().withFeature("coreneuron-gpu"), image(10)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("neuron-pyproject knows no feature 'coreneuron-gpu'");
    }
}
