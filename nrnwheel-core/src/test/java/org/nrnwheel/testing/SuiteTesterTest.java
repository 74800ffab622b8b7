package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.ScriptedWorkspace.Answer;

class SuiteTesterTest {
    private static final String NAME = "NEURON-8.2.6-cp311-cp311-linux_x86_64.whl";
    private static final Place WHEEL = new Place(Place.Root.DIST, NAME);
    private static final String ALL_TOOLS = "probe:version:3.11.7\nprobe:machine:x86_64\n";

    @TempDir
    Path root;

    @BeforeEach
    void writeWheel() throws IOException {
        Wheels.write(root.resolve("DIST").resolve(NAME), "neuron/__init__.py", "");
    }

    @Test
    void runsEveryCheckOfNeuron() throws InterruptedException {
        TestReport report = test(command -> answer(command, ALL_TOOLS));

        assertThat(report.checks())
                .extracting(CheckResult::name)
                .containsExactly(
                        "install",
                        "import",
                        "neuron-test",
                        "neuron-test-rxd",
                        "nrniv",
                        "nrnivmodl",
                        "mechanism",
                        "neurondemo",
                        "modlunit");
        assertThat(report.passed()).isTrue();
        assertThat(report.installed()).containsExactly("neuron==8.2.6", "setuptools==80.9.0");
        assertThat(report.python()).isEqualTo("3.11.7 /usr/bin/python3.11");
        assertThat(report.dependencies()).isEqualTo("newest");
        assertThat(report.wheelSha256()).hasSize(64);
    }

    @Test
    void runsAllChecksWhateverFails() throws InterruptedException {
        TestReport report = test(command -> command.contains("bin/nrniv ")
                ? new Answer(1, "ModuleNotFoundError: No module named 'pkg_resources'\n")
                : answer(command, ALL_TOOLS));

        assertThat(failed(report)).containsExactly("nrniv");
        assertThat(report.checks().get(4).reason()).contains("setuptools 80.9.0 no longer has");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void failsACheckWhoseProgramExitsWithZeroAfterAnError() throws InterruptedException {
        TestReport report = test(command -> command.contains("bin/neurondemo")
                ? new Answer(0, "nrniv: demo undefined function\n near line 1\ndemo ran to 5\n")
                : answer(command, ALL_TOOLS));

        assertThat(failed(report)).containsExactly("neurondemo");
    }

    @Test
    void skipsWhatLacksACompilerAndNamesIt() throws InterruptedException {
        TestReport report =
                test(command -> answer(command, ALL_TOOLS + "probe:missing:c++:the C++ compiler g++ is not on PATH\n"));

        assertThat(skipped(report))
                .isEqualTo(Map.of(
                        "nrnivmodl",
                        "the C++ compiler g++ is not on PATH",
                        "mechanism",
                        "the check nrnivmodl did not pass, and this one goes on from it"));
        assertThat(report.passed()).isTrue();
    }

    @Test
    void skipsAllWhenTheWheelDoesNotInstall() throws InterruptedException {
        TestReport report = test(command ->
                command.contains("pip install") ? new Answer(1, "no matching numpy\n") : answer(command, ALL_TOOLS));

        assertThat(failed(report)).containsExactly("install");
        assertThat(report.checks().get(0).reason()).contains("no matching numpy");
        assertThat(skipped(report)).hasSize(8).containsEntry("import", "the wheel is not installed");
    }

    @Test
    void failsTheInstallationWhenTheInterpreterDoesNotRun() throws InterruptedException {
        TestReport report = test(command -> new Answer(127, "not found\n"));

        assertThat(failed(report)).containsExactly("install");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void keepsTheCallersEnvironmentAndDisplayOut() throws InterruptedException {
        ScriptedWorkspace workspace = new ScriptedWorkspace(root, command -> answer(command, ALL_TOOLS));
        run(workspace, step("neuron"));

        Command nrniv = workspace.commands.stream()
                .filter(command -> ScriptedWorkspace.words(command).contains("bin/nrniv "))
                .findFirst()
                .orElseThrow();
        Place venv = new Place(Place.Root.WORK, "test/venv");
        assertThat(nrniv.argv().get(0)).isEqualTo(venv.resolve("bin/nrniv"));
        assertThat(nrniv.directory()).isEqualTo(new Place(Place.Root.WORK, "test/scratch/nrniv"));
        assertThat(nrniv.timeLimit()).isPresent();
        assertThat(nrniv.environment())
                .containsEntry("PATH", Joined.of(venv.resolve("bin"), ":", new Text("/opt/bin")))
                .containsEntry("HOME", new Place(Place.Root.WORK, "test/home"))
                .containsEntry("KEPT", new Text("1"))
                .doesNotContainKeys("DISPLAY", "PYTHONPATH", "NEURONHOME");
    }

    @Test
    void takesTheMechanismOfTheSourceWhenItIsThere() throws IOException, InterruptedException {
        Path sample = root.resolve("SOURCE/share/examples/nrniv/nmodl/cacum.mod");
        Files.createDirectories(sample.getParent());
        Files.writeString(sample, "NEURON { SUFFIX cacum }\n");

        TestReport report = test(command -> answer(command, ALL_TOOLS));

        assertThat(root.resolve("WORK/test/inputs/cacum.mod")).exists();
        assertThat(report.checks().get(6).output()).contains("insert cacum");
    }

    @Test
    void takesItsOwnMechanismWithoutASource() throws InterruptedException {
        TestReport report = test(command -> answer(command, ALL_TOOLS));

        assertThat(root.resolve("WORK/test/inputs/nrnwheelca.mod")).exists();
        assertThat(report.checks().get(6).output()).contains("insert nrnwheelca");
    }

    @Test
    void looksAtModulesProgramsAndDependenciesOfAnyWheel() throws IOException, InterruptedException {
        Files.delete(root.resolve("DIST").resolve(NAME));
        Wheels.write(
                root.resolve("DIST").resolve(NAME),
                "one.py",
                "",
                "two/__init__.py",
                "",
                "NEURON-8.2.6.dist-info/entry_points.txt",
                "[console_scripts]\nrun-it = one:main\n");

        TestReport report = run(
                new ScriptedWorkspace(
                        root,
                        command -> command.contains("pip check")
                                ? new Answer(1, "one requires two, which is not installed\n")
                                : answer(command, ALL_TOOLS)),
                step("generic"));

        assertThat(report.checks())
                .extracting(CheckResult::name)
                .containsExactly("install", "import-one", "import-two", "program-run-it", "pip-check");
        assertThat(failed(report)).containsExactly("pip-check");
    }

    @Test
    void namesTheSuitesThatThereAre() {
        assertThatThrownBy(() -> run(new ScriptedWorkspace(root, command -> Answer.GOOD), step("nosuch")))
                .isInstanceOfSatisfying(
                        WheelException.class, e -> assertThat(e.remedy()).contains("neuron, generic"));
    }

    @Test
    void choosesNeuronsSuiteByName() {
        assertThat(TestSuites.forDistribution("NEURON_nightly")).isEqualTo("neuron");
        assertThat(TestSuites.forDistribution("neuron.gpu")).isEqualTo("neuron");
        assertThat(TestSuites.forDistribution("neurons")).isEqualTo("generic");
    }

    private TestReport test(Function<String, Answer> script) throws InterruptedException {
        return run(new ScriptedWorkspace(root, script), step("neuron"));
    }

    private static TestReport run(ScriptedWorkspace workspace, TestStep step) throws InterruptedException {
        return new SuiteTester()
                .test(workspace, step, Bindings.NONE.withCapture("wheel", WHEEL), (channel, bytes) -> {});
    }

    private static TestStep step(String suite) {
        Map<String, Value> environment = Map.of(
                "PATH", new Text("/opt/bin"),
                "HOME", new Text("/root"),
                "KEPT", new Text("1"),
                "DISPLAY", new Text(":0"),
                "PYTHONPATH", new Text("/elsewhere"),
                "NEURONHOME", new Text("/elsewhere"));
        return new TestStep(
                "test",
                new Captured("wheel"),
                suite,
                "/usr/bin/python3.11",
                Optional.empty(),
                Optional.empty(),
                true,
                true,
                environment);
    }

    private static Answer answer(String command, String probe) {
        if (command.contains("probe:version")) {
            return new Answer(0, probe);
        } else if (command.contains("pip list")) {
            return new Answer(0, "setuptools==80.9.0\nneuron==8.2.6\nwarning: something\n");
        }
        return new Answer(0, "hello\nChecking units of x\ninserted 1\ninserted 'cacum' 'nrnwheelca'\ndemo ran to 5\n");
    }

    private static List<String> failed(TestReport report) {
        return report.checks().stream()
                .filter(check -> check.status() == Status.FAILED)
                .map(CheckResult::name)
                .toList();
    }

    private static Map<String, String> skipped(TestReport report) {
        return report.checks().stream()
                .filter(check -> check.status() == Status.SKIPPED)
                .collect(Collectors.toMap(CheckResult::name, CheckResult::reason));
    }
}
