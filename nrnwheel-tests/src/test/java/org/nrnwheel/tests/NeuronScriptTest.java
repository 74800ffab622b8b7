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

        Processes.Result run = Processes.run(
                work,
                Map.of(
                        "NRNWHEEL_SOURCE", NeuronWheels.source().toString(),
                        "WHEELHOUSE", work.resolve("wheelhouse").toString(),
                        "BASE", baseOf(report.jobs().get(0)),
                        "NRNWHEEL", ""),
                List.of("sh", script.toString()));

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

    /** The directory above the job's, as its log names it: NEURON writes it into what it builds. */
    private static String baseOf(JobResult job) throws IOException {
        String log = Files.readString(job.log().orElseThrow(), StandardCharsets.UTF_8);
        Matcher base =
                Pattern.compile("(/\\S+/work/[0-9a-f]+)/" + job.id() + "/src").matcher(log);
        assertThat(base.find()).isTrue();
        return base.group(1);
    }
}
