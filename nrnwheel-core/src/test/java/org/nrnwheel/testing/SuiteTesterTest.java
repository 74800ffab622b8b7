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
import org.nrnwheel.wheel.SampleWheel;

class SuiteTesterTest {
    private static final String NAME = "NEURON-8.2.6-cp311-cp311-linux_x86_64.whl";
    private static final Place WHEEL = new Place(Place.Root.DIST, NAME);
    private static final String ALL_TOOLS = "probe:version:3.11.7\nprobe:machine:x86_64\n";

    private static final String FACTS = NeuronGates.FILES.stream()
            .map(file -> "fact:file." + file + ":there\n")
            .collect(Collectors.joining("", "fact:coreneuron:ON\nfact:gpu:OFF\n", ""));

    @TempDir
    Path root;

    @BeforeEach
    void writeWheel() throws IOException {
        SampleWheel.described(NAME).with("neuron/__init__.py", "").writeTo(root.resolve("DIST"));
    }

    @Test
    void runsEveryCheckOfNeuron() throws InterruptedException {
        TestReport report = test(command -> answer(command, ALL_TOOLS));

        assertThat(report.checks())
                .extracting(CheckResult::name)
                .containsExactly(
                        "audit",
                        "install",
                        "import",
                        "version",
                        "neuron-test",
                        "neuron-test-rxd",
                        "nrniv",
                        "coreneuron-nmodl",
                        "coreneuron-ring",
                        "nrnivmodl",
                        "mechanism",
                        "neuron-test-compiled",
                        "special-python",
                        "nrniv-python",
                        "coreneuron-psolve",
                        "nrnivmodl-coreneuron",
                        "coreneuron-python",
                        "coreneuron-special",
                        "coreneuron-nrniv",
                        "coreneuron-special-gpu",
                        "neurondemo",
                        "modlunit");
        assertThat(skipped(report))
                .isEqualTo(Map.of(
                        "coreneuron-nmodl",
                        "NMODL's Python module comes with NEURON 9.0",
                        "coreneuron-special-gpu",
                        "the wheel has no GPU support: nrnversion(6) does not say CORENRN_ENABLE_GPU=ON"));
        assertThat(report.passed()).isTrue();
        assertThat(report.installed()).containsExactly("neuron==8.2.6", "setuptools==80.9.0");
        assertThat(report.python()).isEqualTo("3.11.7 /usr/bin/python3.11");
        assertThat(report.dependencies()).isEqualTo("newest");
        assertThat(report.wheelSha256()).hasSize(64);
    }

    @Test
    void runsAllChecksWhateverFails() throws InterruptedException {
        TestReport report = test(command -> command.contains("bin/nrniv -c")
                ? new Answer(1, "ModuleNotFoundError: No module named 'pkg_resources'\n")
                : answer(command, ALL_TOOLS));

        assertThat(failed(report)).containsExactly("nrniv");
        assertThat(report.checks())
                .filteredOn(check -> check.name().equals("nrniv"))
                .allMatch(check -> check.reason().contains("setuptools 80.9.0 no longer has"))
                .hasSize(1);
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
                .containsEntry("nrnivmodl", "the C++ compiler g++ is not on PATH")
                .containsEntry("mechanism", "the check nrnivmodl did not pass, and this one goes on from it")
                .containsEntry("nrnivmodl-coreneuron", "the C++ compiler g++ is not on PATH")
                .doesNotContainKeys("coreneuron-ring", "neurondemo");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void skipsAllWhenTheWheelDoesNotInstall() throws InterruptedException {
        TestReport report = test(command ->
                command.contains("pip install") ? new Answer(1, "no matching numpy\n") : answer(command, ALL_TOOLS));

        assertThat(failed(report)).containsExactly("install");
        assertThat(report.checks().get(1).reason()).contains("no matching numpy");
        assertThat(skipped(report)).hasSize(20).containsEntry("import", "the wheel is not installed");
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
        assertThat(output(report, "mechanism")).contains("insert cacum");
    }

    @Test
    void takesItsOwnMechanismWithoutASource() throws InterruptedException {
        TestReport report = test(command -> answer(command, ALL_TOOLS));

        assertThat(root.resolve("WORK/test/inputs/nrnwheelca.mod")).exists();
        assertThat(output(report, "mechanism")).contains("insert nrnwheelca");
    }

    @Test
    void looksAtModulesProgramsAndDependenciesOfAnyWheel() throws IOException, InterruptedException {
        Files.delete(root.resolve("DIST").resolve(NAME));
        SampleWheel.described(NAME)
                .with("one.py", "")
                .with("two/__init__.py", "")
                .with("NEURON-8.2.6.dist-info/entry_points.txt", "[console_scripts]\nrun-it = one:main\n")
                .writeTo(root.resolve("DIST"));

        TestReport report = run(
                new ScriptedWorkspace(
                        root,
                        command -> command.contains("pip check")
                                ? new Answer(1, "one requires two, which is not installed\n")
                                : answer(command, ALL_TOOLS)),
                step("generic"));

        assertThat(report.checks())
                .extracting(CheckResult::name)
                .containsExactly("audit", "install", "import-one", "import-two", "program-run-it", "pip-check");
        assertThat(failed(report)).containsExactly("pip-check");
    }

    @Test
    void namesTheSuitesThatThereAre() {
        assertThatThrownBy(() -> run(new ScriptedWorkspace(root, command -> Answer.GOOD), step("nosuch")))
                .isInstanceOfSatisfying(
                        WheelException.class,
                        e -> assertThat(e.remedy())
                                .contains("neuron, neuron-mpi,")
                                .contains("generic"));
    }

    @Test
    void choosesNeuronsSuiteByName() {
        assertThat(TestSuites.forDistribution("NEURON_nightly")).isEqualTo("neuron");
        assertThat(TestSuites.forDistribution("neuron.gpu")).isEqualTo("neuron");
        assertThat(TestSuites.forDistribution("neurons")).isEqualTo("generic");
    }

    @Test
    void skipsCoreNeuronWhereTheWheelHasNone() throws InterruptedException {
        TestReport report = test(command -> answer(command, ALL_TOOLS, "fact:coreneuron:OFF\n"));

        assertThat(skipped(report).get("coreneuron-ring"))
                .contains("no CoreNEURON")
                .contains("nrnversion(6)");
    }

    @Test
    void compilesNothingForGpuWheelsWithoutTheirCompiler() throws InterruptedException {
        TestReport report =
                test(command -> answer(command, ALL_TOOLS, FACTS.replace("gpu:OFF", "gpu:ON") + "fact:nvc:\n"));

        assertThat(skipped(report))
                .containsEntry("nrnivmodl", "a GPU wheel, and its compiler nvc is not on PATH")
                .doesNotContainKeys("coreneuron-ring", "nrniv");
    }

    @Test
    void namesTheFilesOfTheTreeAndTheSwitchOfTheScript() throws InterruptedException {
        TestReport report =
                test(command -> answer(command, ALL_TOOLS, "fact:coreneuron:ON\nfact:SKIP_EMBEDED_PYTHON_TEST:true\n"));

        assertThat(skipped(report).get("coreneuron-psolve")).contains("test/coreneuron/test_psolve.py", "--source");
        assertThat(skipped(report).get("nrniv-python")).contains("SKIP_EMBEDED_PYTHON_TEST is true");
    }

    @Test
    void failsWhenWhatTheSuiteAsksIsNotAnswered() throws InterruptedException {
        TestReport report = test(command -> command.contains("survey.py")
                ? new Answer(1, "fact:nrnversion:no nrniv\nTraceback\n")
                : answer(command, ALL_TOOLS));

        assertThat(failed(report)).containsExactly("survey");
        assertThat(skipped(report).get("coreneuron-ring")).contains("did not answer: no nrniv");
    }

    private static String output(TestReport report, String check) {
        return report.checks().stream()
                .filter(result -> result.name().equals(check))
                .findFirst()
                .orElseThrow()
                .output();
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
        return answer(command, probe, FACTS);
    }

    private static Answer answer(String command, String probe, String facts) {
        if (command.contains("survey.py")) {
            return new Answer(0, facts);
        }
        if (command.contains("probe:version")) {
            return new Answer(0, probe);
        } else if (command.contains("distribution:")) {
            return new Answer(0, "distribution:setuptools==80.9.0\ndistribution:neuron==8.2.6\nwarning: something\n");
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
