package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nrnwheel.env.Environment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** docs/azure-pipelines.yml holds what it says, and calls nrnwheel as nrnwheel can be called. */
class AzurePipelinesFileTest {
    private static final Path FILE = Path.of("..", "docs", "azure-pipelines.yml");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *\"\\$\\(nrnwheel\\)\" (.*)$");
    private static final Pattern WORD = Pattern.compile("((?:\"[^\"]*\"|[^\\s\"])+)");
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

    private List<Map<?, ?>> jobs() {
        return maps(at(maps(at(file, "stages")).get(0), "jobs"));
    }

    private static Stream<String> scripts(Map<?, ?> job) {
        return maps(at(job, "steps")).stream()
                .map(step -> String.valueOf(step.get("script")))
                .map(script -> script.replace("\\\n", " "));
    }

    /** The commands of the pipeline, with a value in the place of each of Azure's expressions. */
    private List<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>();
        for (Map<?, ?> job : jobs()) {
            scripts(job)
                    .flatMap(script -> COMMAND.matcher(script).results())
                    .forEach(command -> commands.add(words(command.group(1))));
        }
        return commands;
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replace("\"", "")
                        .replaceAll("\\$\\{\\{ [^}]* \\}\\}", "latest-x86_64")
                        .replace("$(python.version)", "3.11")
                        .replaceAll("\\$\\([^)]*\\)", "/x")
                        .replace("$name", "--release"))
                .toList();
    }

    @Test
    void everyCommandIsOneThatTheCommandLineAccepts() {
        try (Interrupts interrupts = new Interrupts()) {
            Console console = new Console(System.out, System.err, Environment.system(), interrupts);
            Set<String> called = new TreeSet<>();
            for (List<String> command : commands()) {
                CommandLine.ParseResult parsed =
                        Nrnwheel.commandLine(console).parseArgs(command.toArray(String[]::new));
                called.add(parsed.subcommand().commandSpec().name());
                if (command.get(0).equals("build")) {
                    Build build = new Build();
                    new CommandLine(build)
                            .parseArgs(command.subList(1, command.indexOf("--progress"))
                                    .toArray(String[]::new));
                    assertThat(build.request.builder(console).request().pythons())
                            .hasSize(1);
                }
            }
            assertThat(called).containsExactly("audit", "build", "test");
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
