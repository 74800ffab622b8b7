package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nrnwheel.run.PlanBench.debian;
import static org.nrnwheel.run.PlanBench.linux;
import static org.nrnwheel.run.PlanBench.python;
import static org.nrnwheel.run.PlanBench.withoutHeaders;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

class InterpreterSelectionTest {
    private static final Interpreter BARE = withoutHeaders(python("/usr/bin/python3.11", 11));
    private static final Interpreter ELEVEN = python("/opt/a/python3.11", 11);
    private static final Interpreter OTHER = python("/opt/b/python3.11", 11);
    private static final Interpreter TWELVE = python("/opt/a/python3.12", 12);

    @TempDir
    Path directory;

    private PlanBench bench;

    @BeforeEach
    void tree() {
        bench = new PlanBench(directory).neuron8();
    }

    private List<String> chosen(BuildRequest request, Interpreter... interpreters) {
        return bench.plan(request, debian(interpreters)).jobs().stream()
                .map(job -> job.interpreter().executable())
                .toList();
    }

    @Test
    void takesTheFirstWithHeadersOfEachAbi() {
        assertThat(chosen(linux(), BARE, ELEVEN, OTHER, TWELVE))
                .containsExactly("/opt/a/python3.11", "/opt/a/python3.12");
        assertThat(chosen(linux("3*"), TWELVE, OTHER)).containsExactly("/opt/a/python3.12", "/opt/b/python3.11");
    }

    @Test
    void takesAPathExactly() {
        assertThat(chosen(linux("/opt/b/python3.11"), ELEVEN, OTHER)).containsExactly("/opt/b/python3.11");
        assertThat(chosen(linux("./p/../python3.11"), python(directory + "/python3.11", 11)))
                .hasSize(1);
    }

    @Test
    void saysThatTheOneSelectedHasNoHeaders() {
        BuildPlan plan = bench.plan(linux("3.11"), debian(BARE));

        assertThat(plan.jobs()).hasSize(1);
        assertThat(plan.problems()).extracting(Problem::id).contains("python-headers");
        assertThat(plan.problems().get(0).remedy()).contains("nrnwheel pythons add 3.11");
    }

    @Test
    void listsTheInterpretersWhenASelectorMatchesNone() {
        assertThatThrownBy(() -> bench.plan(linux("3.9"), debian(ELEVEN, TWELVE)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no Python matches '3.9'")
                .hasMessageContaining("3.11.1 (/opt/a/python3.11), 3.12.1 (/opt/a/python3.12)");
    }

    @Test
    void refusesTwoPathsOfOneAbi() {
        assertThatThrownBy(() -> bench.plan(linux("/opt/a/python3.11", "/opt/b/python3.11"), debian(ELEVEN, OTHER)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cp311");
    }

    @Test
    void aMachineWithoutPythonIsAProblemAndNoError() {
        assertThat(bench.plan(linux(), debian()).problems())
                .extracting(Problem::id)
                .contains("python");
    }

    @Test
    void refusesGpuOnAnotherArchitecture() {
        Inventory arm = PlanBench.machine(
                TargetSystem.LINUX,
                Architecture.AARCH64,
                new Distribution("debian", "", "12"),
                List.of(ELEVEN),
                java.util.Set.of());

        assertThatThrownBy(() -> bench.plan(linux().withFeature("coreneuron-gpu"), arm))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("aarch64");
    }

    @Test
    void refusesAMachineOfAnotherSystem() {
        assertThatThrownBy(() -> bench.plan(BuildRequest.of(TargetSystem.MACOS), debian(ELEVEN)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void runsAsManyAtOnceAsAskedButNoMoreThanThereAre() {
        BuildRequest request = linux().withOptions(draft -> draft.jobs(5));

        assertThat(bench.plan(request, debian(ELEVEN, TWELVE)).parallel()).isEqualTo(2);
        assertThat(bench.plan(linux().withOptions(draft -> draft.jobs(1)), debian(ELEVEN, TWELVE))
                        .parallel())
                .isEqualTo(1);
    }

    @Test
    void leavesAWheelhouseInTheTreeOutOfItsState() {
        String before = bench.plan(linux(), debian(ELEVEN)).sourceState();
        bench.write("wheelhouse/x.whl", "x");
        String after = bench.plan(linux(), debian(ELEVEN)).sourceState();
        bench.write("y.txt", "y");

        assertThat(after).isEqualTo(before);
        assertThat(bench.plan(linux(), debian(ELEVEN)).sourceState()).isNotEqualTo(before);
    }

    @Test
    void refusesARecipeThatThereIsNot() {
        assertThatThrownBy(() -> bench.plan(linux().withRecipe("conda"), debian(ELEVEN)))
                .isInstanceOf(InvalidRequestException.class)
                .satisfies(error ->
                        assertThat(((InvalidRequestException) error).remedy()).contains("neuron-setup-py, "));
        assertThat(Optional.of(
                        bench.plan(linux().withRecipe("pep517"), debian(ELEVEN)).recipe()))
                .contains("pep517");
    }
}
