package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;

/** A build that is killed at any moment leaves whole wheels only, and the next run goes on where it stopped. */
@Tag("slow")
class KillAndResumeTest {
    private static final int KILLS = 20;
    private static final long SEED = 20261125;

    @TempDir
    Path directory;

    @Test
    void aKilledBuildGoesOnWhereItStopped() throws IOException, InterruptedException {
        Path tree = Samples.copy("slow", directory.resolve("tree"));
        List<String> pythons = KilledBuild.pythons(tree);
        long whole = wholeBuild(tree, pythons);
        Random random = new Random(SEED);
        int restored = 0;
        int rest = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path wheelhouse = directory.resolve("wheelhouse" + kill);
            int jobs = 1 + kill % 2;
            // A little more than the whole time: some are killed at the very end.
            long moment = (long) (whole * (0.05 + random.nextDouble()));
            Process process = start(tree, wheelhouse, jobs, pythons);
            boolean ended = process.waitFor(moment, TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();

            Map<String, String> delivered = WholeWheels.in(wheelhouse);
            BuildReport report =
                    KilledBuild.builder(tree, wheelhouse, jobs, pythons).build();

            assertThat(report.wheels()).hasSameSizeAs(pythons);
            assertThat(WholeWheels.in(wheelhouse)).containsAllEntriesOf(delivered);
            assertThat(report.jobs())
                    .describedAs("killed after %s, ended before: %s", Duration.ofNanos(moment), ended)
                    .allSatisfy(job -> assertThat(job.status()).isEqualTo(expected(job, delivered)));
            restored += delivered.size();
            rest += pythons.size() - delivered.size();
        }
        assertThat(restored).describedAs("wheels that outlived a kill").isPositive();
        assertThat(rest).describedAs("wheels that were made after a kill").isPositive();
    }

    private static JobResult.Status expected(JobResult job, Map<String, String> delivered) {
        String fileName = job.wheel().orElseThrow().fileName();
        return delivered.containsKey(fileName) ? JobResult.Status.RESTORED : JobResult.Status.BUILT;
    }

    /** Builds once in peace, which fills the caches, and once more for the time it takes. */
    private long wholeBuild(Path tree, List<String> pythons) throws IOException, InterruptedException {
        long begin = 0;
        for (String name : List.of("first", "second")) {
            begin = System.nanoTime();
            Process process = start(tree, directory.resolve(name), 1, pythons);
            assertThat(process.waitFor())
                    .describedAs(Files.readString(directory.resolve(name + ".log")))
                    .isZero();
        }
        return System.nanoTime() - begin;
    }

    private Process start(Path tree, Path wheelhouse, int jobs, List<String> pythons) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                ClassPaths.tool("java"),
                "-cp",
                ClassPaths.tests(),
                KilledBuild.class.getName(),
                tree.toString(),
                wheelhouse.toString(),
                Integer.toString(jobs)));
        argv.addAll(pythons);
        Path log = directory.resolve(wheelhouse.getFileName() + ".log");
        return new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
