package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nrnwheel.env.Environment;
import org.nrnwheel.pypi.release.ReleaseSet;
import org.nrnwheel.pypi.release.ReleaseSlot;
import org.nrnwheel.request.PythonSelector;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** docs/azure-pipelines.yml holds what it says, and calls nrnwheel as nrnwheel can be called. */
class AzurePipelinesFileTest {
    private static final Path FILE = Path.of("..", "docs", "azure-pipelines.yml");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *\"\\$\\(nrnwheel\\)\" ([^>|\n]*)");
    private static final Pattern MENTIONED = Pattern.compile("\\(nrnwheel ([^)]*)\\)");
    private static final String PUBLISH = "Publish";
    private static final Pattern WORD = Pattern.compile("((?:\"[^\"]*\"|[^\\s\"])+)");
    private static final Pattern EVIDENCE = Pattern.compile(
            "\\$\\(wheelhouse\\)/evidence/(test|build)-(linux|linux-gpu|macos)-\\$\\(python\\.version\\)\\.json");
    private static final Set<String> JOBS = Set.of("ManyLinuxWheels", "ManyLinuxGPUWheels", "MacOSWheels");

    private final Map<?, ?> file = file();

    /** What a build is asked for by, without how it shows. */
    @Command
    private static final class Build {
        @Mixin
        private RequestOptions request = new RequestOptions();
    }

    private static Map<?, ?> file() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list)
                .stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }

    private static Object at(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private Map<?, ?> stage(int index) {
        return maps(at(file, "stages")).get(index);
    }

    /** Those that build. */
    private List<Map<?, ?>> jobs() {
        return maps(at(stage(0), "jobs"));
    }

    /** Those that publish. */
    private List<Map<?, ?>> publishing() {
        return maps(at(stage(1), "jobs"));
    }

    private List<Map<?, ?>> all() {
        return Stream.concat(jobs().stream(), publishing().stream()).toList();
    }

    private static Stream<String> scripts(Map<?, ?> job) {
        return maps(at(job, "steps")).stream()
                .filter(step -> step.containsKey("script"))
                .map(step -> String.valueOf(step.get("script")))
                .map(script -> script.replace("\\\n", " "));
    }

    private static Map<?, ?> step(Map<?, ?> job, String displayName) {
        return maps(at(job, "steps")).stream()
                .filter(step -> displayName.equals(step.get("displayName")))
                .findFirst()
                .orElseThrow();
    }

    /** The commands of a job, with a value in the place of each of Azure's expressions. */
    private static List<List<String>> commands(Map<?, ?> job) {
        return scripts(job)
                .flatMap(script -> COMMAND.matcher(script).results())
                .map(command -> words(command.group(1)))
                .toList();
    }

    private static List<String> command(Map<?, ?> job, String name) {
        return commands(job).stream()
                .filter(command -> command.get(0).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CommandLine.ParseResult parsed(List<String> command) {
        try (Interrupts interrupts = new Interrupts()) {
            Console console = new Console(System.out, System.err, Environment.system(), interrupts);
            return Nrnwheel.commandLine(console)
                    .parseArgs(command.toArray(String[]::new))
                    .subcommand();
        }
    }

    /** The values of an option that is given several times. */
    private static List<String> values(CommandLine.ParseResult parsed, String option) {
        return parsed.matchedOptionValue(option, List.<String>of());
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replace("\"", "")
                        .replaceAll("\\$\\{\\{ [^}]* \\}\\}", "latest-x86_64")
                        .replace("$(python.version)", "3.11")
                        .replaceAll("\\$\\([^)]*\\)", "/x")
                        .replace("$name", "--release")
                        .replace("$kind", "--nightly"))
                .toList();
    }

    @Test
    void everyCommandIsOneThatTheCommandLineAccepts() throws IOException {
        Set<String> called = new TreeSet<>();
        List<List<String>> commands =
                all().stream().flatMap(job -> commands(job).stream()).collect(Collectors.toCollection(ArrayList::new));
        String text = Files.readString(FILE);
        assertThat(commands).hasSize(text.split("\"\\$\\(nrnwheel\\)\"", -1).length - 1); // none is overlooked
        MENTIONED.matcher(text).results().forEach(command -> commands.add(words(command.group(1))));
        for (List<String> command : commands) {
            called.add(parsed(command).commandSpec().name());
            if (command.get(0).equals("build")) {
                assertThat(pythons(command)).hasSize(1);
            }
        }
        assertThat(called).containsExactly("audit", "azure", "build", "publish", "release-gate", "test");
    }

    /** What options hold is looked at too. */
    private static List<PythonSelector> pythons(List<String> command) {
        try (Interrupts interrupts = new Interrupts()) {
            Console console = new Console(System.out, System.err, Environment.system(), interrupts);
            Build build = new Build();
            new CommandLine(build)
                    .parseArgs(command.subList(1, command.indexOf("--progress")).toArray(String[]::new));
            return build.request.builder(console).request().pythons();
        }
    }

    /** Of scripts of several commands, bash asks after the last alone. */
    @Test
    void everyScriptIsOneOfBashThatEndsAtTheFirstFailure() throws IOException, InterruptedException {
        for (Map<?, ?> job : all()) {
            for (String script : scripts(job).toList()) {
                if (script.strip().contains("\n")) {
                    assertThat(script).startsWith("set -e");
                }
                assertThat(script.contains(" | ")).isEqualTo(script.startsWith("set -eo pipefail"));
                assertThat(bash(List.of("-n"), script, Map.of())).isZero();
            }
        }
    }

    private static int bash(List<String> options, String script, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("bash"));
        argv.addAll(options);
        argv.addAll(List.of("-c", script));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    @Test
    void whatIsExpectedIsWhatTheJobsBuild() {
        Set<String> built = new TreeSet<>();
        for (Map<?, ?> job : jobs()) {
            List<String> build = command(job, "build");
            String project = build.contains("coreneuron-gpu") ? "neuron-gpu" : "neuron";
            String platform = build.get(1).equals("osx") ? "macosx_x86_64" : "manylinux_x86_64";
            for (String python : pythons(job)) {
                built.add(project + " cp" + python.replace(".", "") + "-" + platform);
            }
        }
        assertThat(built).hasSize(15);
        for (Map<?, ?> job : publishing()) {
            CommandLine.ParseResult gate = parsed(command(job, "release-gate"));
            assertThat(ReleaseSet.expect(
                                    values(gate, "--python"), values(gate, "--platform"), values(gate, "--project"))
                            .slots())
                    .extracting(ReleaseSlot::toString)
                    .containsExactlyInAnyOrderElementsOf(built);
            assertThat(gate.<Optional<String>>matchedOptionValue("--previous-from", Optional.empty()))
                    .contains("pypi"); // where they go
        }
    }

    private static List<String> pythons(Map<?, ?> job) {
        Map<?, ?> matrix = (Map<?, ?>) at((Map<?, ?>) at(job, "strategy"), "matrix");
        return matrix.values().stream()
                .map(python -> String.valueOf(at((Map<?, ?>) python, "python.version")))
                .toList();
    }

    @Test
    void everyWheelIsTestedAndItsEvidenceGoesToTheGate() {
        Set<String> evidence = new TreeSet<>();
        for (Map<?, ?> job : jobs()) {
            assertThat(parsed(command(job, "test")).hasMatchedOption("--json")).isTrue();
            String test = String.valueOf(step(job, "Test").get("script"));
            String report = String.valueOf(step(job, "Report").get("script"));
            assertThat(test).containsPattern(EVIDENCE);
            assertThat(report).contains("report.json").containsPattern(EVIDENCE);
            Stream.of(test, report)
                    .flatMap(script -> EVIDENCE.matcher(script).results())
                    .forEach(file -> evidence.add(file.group()));
        }
        assertThat(evidence).hasSize(2 * JOBS.size()); // no job overwrites another's
        for (Map<?, ?> job : publishing()) {
            String gate = String.valueOf(step(job, "Gate").get("script"));
            assertThat(gate).contains("--evidence \"$(Agent.TempDirectory)/drop/evidence\"");
        }
    }

    /** Each step goes on only when the one before succeeded, as steps do that say nothing else. */
    @Test
    void whatIsPublishedIsWhatWasKeptAndPassedTheGate() {
        assertThat(stage(1).get("stage")).isEqualTo(PUBLISH);
        assertThat(stage(1).get("dependsOn")).isEqualTo(stage(0).get("stage"));
        for (Map<?, ?> job : publishing()) {
            assertThat(job.containsKey("condition")).isFalse();
            List<Map<?, ?>> steps = maps(at(job, "steps"));
            Map<?, ?> download = step(job, "Wheels and evidence of all jobs");
            assertThat(download.get("task")).isEqualTo("DownloadBuildArtifacts@1");
            assertThat(String.valueOf(download.get("inputs")))
                    .contains("buildType=current", "artifactName=drop", "downloadPath=$(Agent.TempDirectory)");
            assertThat(List.of(
                            steps.indexOf(download),
                            steps.indexOf(step(job, "Gate")),
                            steps.indexOf(step(job, PUBLISH))))
                    .isSorted();
            for (Map<?, ?> step : steps.subList(0, steps.size() - 1)) {
                assertThat(step.containsKey("condition")).isFalse();
                assertThat(step.containsKey("continueOnError")).isFalse();
            }
            Map<?, ?> last = steps.get(steps.size() - 1);
            assertThat(last.get("task")).isEqualTo("PublishBuildArtifacts@1");
            assertThat(last.get("condition")).isEqualTo("always()");
            CommandLine.ParseResult publish = parsed(command(job, "publish"));
            assertThat(publish.<Optional<String>>matchedOptionValue("--repository", Optional.empty()))
                    .contains("pypi");
            assertThat(publish.hasMatchedOption("--dry-run")).isFalse();
            assertThat(String.valueOf(step(job, PUBLISH).get("script")))
                    .contains("$(Agent.TempDirectory)/drop\"/*.whl");
            assertThat(String.valueOf(step(job, "Gate").get("script"))).contains("\"$(Agent.TempDirectory)/drop\" |");
        }
    }

    @Test
    void noStepButTheUploadHasTheToken() {
        for (Map<?, ?> job : publishing()) {
            assertThat(String.valueOf(step(job, PUBLISH).get("env"))).isEqualTo("{NRNWHEEL_TOKEN=$(pypiToken)}");
        }
        // One step, and nowhere else: not in an argument, a variable of the file or another step.
        assertThat(file.toString().split("pypiToken", -1)).hasSize(2);
        assertThat(file.toString().split("env=", -1)).hasSize(2);
    }

    /** Whether a run publishes whose builds ended so. */
    private boolean publishes(String result, Map<String, String> variables) {
        Map<String, String> facts = new HashMap<>();
        variables.forEach((name, value) -> facts.put("variables['" + name + "']", value));
        facts.put("succeeded()", String.valueOf(!result.equals("Failed")));
        facts.put("dependencies.BuildTestDeploy.result", result);
        return new AzureCondition(facts).holds(String.valueOf(stage(1).get("condition")));
    }

    @Test
    void releaseRunsAndNightlyOnesPublishWhenAllJobsHaveSucceeded() {
        Map<String, String> release = Map.of("Build.Reason", "Manual", "NRN_RELEASE_UPLOAD", "True");
        Map<String, String> night = Map.of("Build.Reason", "Schedule");
        Map<String, String> nightly = Map.of("Build.Reason", "Manual", "NRN_NIGHTLY_UPLOAD", "true");
        for (Map<String, String> run : List.of(release, night, nightly)) {
            assertThat(publishes("Succeeded", run)).isTrue();
            for (String result : List.of("Failed", "SucceededWithIssues", "Canceled", "Skipped")) {
                assertThat(publishes(result, run)).isFalse();
            }
        }

        assertThat(publishes("Succeeded", Map.of("Build.Reason", "Manual"))).isFalse();
        assertThat(publishes("Succeeded", Map.of("Build.Reason", "Manual", "NRN_RELEASE_UPLOAD", "false")))
                .isFalse();
        for (String reason : List.of("IndividualCI", "BatchedCI", "PullRequest")) {
            assertThat(publishes(
                            "Succeeded",
                            Map.of("Build.Reason", reason, "NRN_RELEASE_UPLOAD", "true", "NRN_NIGHTLY_UPLOAD", "true")))
                    .isFalse();
        }
    }

    /** The script itself, with a program in nrnwheel's place that writes down how it is called. */
    @ParameterizedTest
    @CsvSource({
        "true,  refs/tags/8.2.6,        0,  0, --release=8.2.6",
        "True,  refs/tags/8.2.6,        0,  0, --release=8.2.6",
        "true,  refs/tags/8.2.6,       18, 18, --release=8.2.6",
        "true,  refs/heads/release/8.2, 0,  1, ''",
        "True,  refs/heads/master,      0,  1, ''",
        "'',    refs/heads/master,      0,  0, --nightly",
        "false, refs/heads/master,      0,  0, --nightly",
        "'',    refs/heads/master,     18, 18, --nightly",
        "'',    refs/tags/8.2.6,        0,  1, ''",
        "'',    refs/heads/feature,     0,  1, ''"
    })
    void theGateIsOfTheTagOrOfMasterAndItsAnswerIsTheStepsEnd(
            String release, String branch, int answer, int expected, String kind, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path log = directory.resolve("called");
        Path program = Files.writeString(
                directory.resolve("nrnwheel"), "#!/bin/sh\necho \"$@\" >>'" + log + "'\nexit " + answer + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(directory.resolve("reports"));
        String script = String.valueOf(step(publishing().get(0), "Gate").get("script"))
                .replace("$(nrnwheel)", program.toString())
                .replaceAll("\\$\\([^)]*\\)", directory.toString());
        Map<String, String> variables = new HashMap<>(Map.of("BUILD_SOURCEBRANCH", branch));
        if (!release.isEmpty()) {
            variables.put("NRN_RELEASE_UPLOAD", release);
        }

        assertThat(bash(List.of(), script, variables)).isEqualTo(expected);
        assertThat(Files.exists(log)).isEqualTo(!kind.isEmpty());
        if (!kind.isEmpty()) {
            List<String> called = List.of(Files.readString(log).strip().split(" "));
            assertThat(called).startsWith("release-gate", kind);
            assertThat(parsed(called).matchedOptionValue("--release", Optional.<String>empty()))
                    .isEqualTo(kind.equals("--nightly") ? Optional.empty() : Optional.of("8.2.6"));
        }
    }

    @Test
    void thereAreTheThreeJobsForEveryPython() {
        assertThat(jobs()).extracting(job -> at(job, "job")).containsExactlyInAnyOrderElementsOf(List.copyOf(JOBS));
        for (Map<?, ?> job : jobs()) {
            Map<?, ?> matrix = (Map<?, ?>) at((Map<?, ?>) at(job, "strategy"), "matrix");
            assertThat(matrix.keySet()).hasSize(5);
            for (Map.Entry<?, ?> python : matrix.entrySet()) {
                String version = String.valueOf(at((Map<?, ?>) python.getValue(), "python.version"));
                assertThat(python.getKey()).isEqualTo("Python" + version.replace(".", ""));
            }
        }
    }

    @Test
    void masterIsBuiltEveryNightAndReleasesByQueueTimeVariables() {
        Map<?, ?> schedule = maps(at(file, "schedules")).get(0);
        assertThat(schedule.get("cron")).isEqualTo("0 0 * * *");
        assertThat(String.valueOf(schedule.get("branches"))).isEqualTo("{include=[master]}");
        assertThat(schedule.get("always")).isEqualTo(true);
        // What stands under variables: cannot be set at queue time.
        assertThat(((Map<?, ?>) at(file, "variables")).keySet().toString())
                .doesNotContain("NRN_RELEASE_UPLOAD", "NEURON_NIGHTLY_TAG", "NRN_NIGHTLY_UPLOAD");
        for (Map<?, ?> job : jobs()) {
            assertThat(scripts(job).filter(script -> script.contains(" build ")))
                    .allSatisfy(script -> assertThat(script).contains("NRN_RELEASE_UPLOAD", "--release", "--nightly"));
        }
    }

    @Test
    void theImagesTagIsAParameterOfARun() {
        assertThat(maps(at(file, "parameters")))
                .extracting(parameter -> at(parameter, "name"))
                .contains("imageTag", "gpuImageTag");
        for (Map<?, ?> job : jobs()) {
            if (!"MacOSWheels".equals(job.get("job"))) {
                assertThat(scripts(job).filter(script -> script.contains("neuron_wheel")))
                        .hasSize(2)
                        .allMatch(script -> script.matches(
                                "(?s).*neuron_wheel(_gpu)?:\\$\\{\\{ parameters\\.(gpuI|i)mageTag \\}\\}.*"));
            }
        }
    }

    @Test
    void headersAndReadlineAreSecureFiles() {
        for (Map<?, ?> job : jobs()) {
            String files = maps(at(job, "steps")).stream()
                    .filter(step -> "DownloadSecureFile@1".equals(step.get("task")))
                    .map(step -> String.valueOf(step.get("inputs")))
                    .reduce("", String::concat);
            assertThat(files).contains("MacOSWheels".equals(job.get("job")) ? "readline7.0" : "mpt_headears");
        }
    }

    @Test
    void everyRunKeepsItsWheelsAndReportFailedOnesToo() {
        for (Map<?, ?> job : jobs()) {
            List<Map<?, ?>> steps = maps(at(job, "steps"));
            Map<?, ?> last = steps.get(steps.size() - 1);
            assertThat(last.get("task")).isEqualTo("PublishBuildArtifacts@1");
            assertThat(last.get("condition")).isEqualTo("always()");
            assertThat(String.valueOf(last.get("inputs"))).contains("artifactName=drop", "pathToPublish=$(wheelhouse)");
            assertThat(steps.get(steps.size() - 2).get("condition")).isEqualTo("always()"); // the report
        }
    }
}
