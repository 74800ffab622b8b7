package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nrnwheel.run.PlanBench.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/** Plans for a CPU that the machine has, emulates, or neither. */
class ArchitecturePlanTest {
    private static final Machine PLAIN = Machine.of(Architecture.X86_64);
    private static final Machine EMULATING = new Machine(Architecture.X86_64, Set.of(Architecture.AARCH64));

    @TempDir
    Path directory;

    private PlanBench bench;

    @BeforeEach
    void tree() {
        bench = new PlanBench(directory)
                .write("pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\n[project]\nname = \"a\"\n");
    }

    private static BuildRequest wanting(Architecture cpu) {
        return linux("3.11").withOptions(draft -> draft.architecture(cpu));
    }

    /** What an image for aarch64 has. */
    private static Inventory arm() {
        Interpreter python = new Interpreter(
                "/usr/bin/python3.11",
                "cpython",
                "3.11.2",
                3,
                11,
                "cp311",
                "cp311",
                "linux_aarch64",
                Architecture.AARCH64,
                true,
                "path");
        return PlanBench.with(
                PlanBench.machine(
                        TargetSystem.LINUX,
                        Architecture.AARCH64,
                        new Distribution("debian", "", "12"),
                        List.of(python),
                        Set.of()),
                "uv");
    }

    private Problem problem(BuildRequest request, Inventory inventory) {
        BuildPlan plan = bench.plan(request, inventory);
        assertThat(plan.jobs()).isEmpty();
        assertThat(plan.problems()).hasSize(1);
        return plan.problems().get(0);
    }

    @Test
    void aMachineOfAnotherCpuIsAProblemWithWhatToInstall() {
        Problem problem = problem(wanting(Architecture.AARCH64), PlanBench.image(11));

        assertThat(problem.id()).isEqualTo("architecture");
        assertThat(problem.message()).contains("aarch64", "the image neuronsimulator/neuron_wheel", "x86_64");
        assertThat(problem.remedy()).contains("--architecture aarch64", "qemu-user-static", "flag F");
    }

    @Test
    void whereTheCpuIsEmulatedOnlyAnImageIsLacking() {
        Inventory inventory = PlanBench.debian().withMachine(EMULATING);

        assertThat(problem(wanting(Architecture.AARCH64), inventory).remedy())
                .contains("--architecture aarch64")
                .doesNotContain("qemu");
    }

    @Test
    void anImageThatNothingRunsIsAProblemWhetherItWasAskedForOrNot() {
        Inventory inventory = arm().withMachine(PLAIN);

        for (BuildRequest request : List.of(linux(), wanting(Architecture.AARCH64))) {
            Problem problem = problem(request, inventory);
            assertThat(problem.id()).isEqualTo("emulation");
            assertThat(problem.message()).contains("aarch64", "x86_64");
            assertThat(problem.remedy()).contains("qemu-user-static", "flag F", "engine");
        }
    }

    @Test
    void anEmulatedImageIsPlannedForAsANativeOne() {
        BuildPlan emulated = bench.plan(wanting(Architecture.AARCH64), arm().withMachine(EMULATING));

        assertThat(emulated.problems()).isEmpty();
        assertThat(emulated).isEqualTo(bench.plan(linux("3.11"), arm()));
        assertThat(emulated.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.id()).hasToString("cp311-linux_aarch64"));
    }

    @ParameterizedTest
    @EnumSource
    void aMachineRunsItsOwnCpuAndWhatItEmulates(Architecture cpu) {
        assertThat(Machine.of(cpu).runs(cpu)).isTrue();
        assertThat(PLAIN.running(cpu).runs(cpu)).isTrue();
        assertThat(PLAIN.runs(cpu))
                .isEqualTo(Set.of(Architecture.X86_64, Architecture.I686).contains(cpu));
    }
}
