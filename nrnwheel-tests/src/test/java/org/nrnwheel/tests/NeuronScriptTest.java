package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.wheel.WheelArtifact;

/** The shell script of NEURON's plan makes the same wheel by hand. */
@Tag("neuron")
class NeuronScriptTest {
    /** Members that may differ, each with its cause. */
    private static final Path CAUSES = Path.of("src", "test", "resources", "script-differences.tsv");

    @Test
    void theScriptMakesAWheelOfTheSameMembersMetadataAndDynamicSections() throws Exception {
        BuildReport report = NeuronWheels.built();
        WheelArtifact wheel = report.wheels().get(0);
        Path work = Path.of("target", "neuron", "by-hand").toAbsolutePath();
        Files.createDirectories(work);
        Path script = Files.writeString(
                work.resolve("plan.sh"),
                NeuronWheels.builder().test(Testing.NONE).plan().toShellScript());

        Path job = Files.createDirectories(work.resolve("job"));
        String seen = jobSeenBy(report.jobs().get(0));
        Processes.Result run = Processes.run(
                work,
                Map.of(
                        "NRNWHEEL_SOURCE",
                        NeuronWheels.source().toString(),
                        "WHEELHOUSE",
                        work.resolve("wheelhouse").toString(),
                        "SOURCE",
                        seen + "/src",
                        "WORK",
                        seen + "/work",
                        "VENV",
                        seen + "/venv",
                        "DIST",
                        seen + "/dist",
                        "NRNWHEEL",
                        Path.of("..", "nrnwheel").toAbsolutePath().normalize().toString()),
                List.of("bwrap", "--dev-bind", "/", "/", "--bind", job.toString(), seen, "sh", script.toString()));

        assertThat(run.exit()).describedAs(run.output()).isZero();
        Path byHand = work.resolve("wheelhouse").resolve(wheel.fileName());
        assertThat(byHand).isRegularFile();
        Processes.Result difference = Processes.run(
                Path.of("").toAbsolutePath(),
                Map.of(),
                List.of(
                        "python3",
                        Path.of("src", "test", "resources", "compare_wheels.py").toString(),
                        wheel.path().toString(),
                        byHand.toString(),
                        CAUSES.toString()));
        assertThat(difference.exit()).describedAs(difference.output()).isZero();
    }

    /** Where the job's commands saw its directory, as its log says: NEURON writes it into what it builds. */
    private static String jobSeenBy(JobResult job) throws IOException {
        String log = Files.readString(job.log().orElseThrow(), StandardCharsets.UTF_8);
        Matcher seen = Pattern.compile("(/\\S+/job)/venv/bin/python setup\\.py").matcher(log);
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }
}
