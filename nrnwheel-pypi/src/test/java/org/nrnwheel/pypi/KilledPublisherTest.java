package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.SmallWheel;

/** A publication that is killed at any moment goes on with the rest, and no file is there twice or not at all. */
@Tag("slow")
class KilledPublisherTest {
    private static final int WHEELS = 12;
    private static final long SEED = 20261128;

    @TempDir
    private Path directory;

    @Test
    void everyFileIsThereOnceAfterAKill() throws IOException, InterruptedException {
        kill(3);
    }

    @Test
    @Tag("full")
    void everyFileIsThereOnceAfterFiftyKills() throws IOException, InterruptedException {
        kill(50);
    }

    private void kill(int kills) throws IOException, InterruptedException {
        long whole = time(run("whole", 0));
        Random random = new Random(SEED);
        int restored = 0;
        for (int kill = 1; kill <= kills; kill++) {
            // The JVM starts for a part of the time, in which nothing can go wrong; and some are killed at the very
            // end.
            restored += run("kill" + kill, (long) (whole * (0.3 + 0.8 * random.nextDouble())))
                    .restored();
        }
        assertThat(restored)
                .describedAs("files that the killed runs had published")
                .isPositive();
    }

    private record Ran(long nanos, int restored) {}

    private static long time(Ran ran) {
        return ran.nanos();
    }

    /** Runs until a moment, then goes on here; 0: to the end. */
    private Ran run(String name, long moment) throws IOException, InterruptedException {
        Path wheelhouse = Files.createDirectory(directory.resolve(name));
        List<Path> wheels = SmallWheel.named("sample").writeVersions(wheelhouse, WHEELS);
        try (FakeIndex index = FakeIndex.faulty(0.1, name.hashCode())) {
            long started = System.nanoTime();
            Process process = start(index.uploadUrl(), wheelhouse);
            boolean ended = process.waitFor(moment == 0 ? Long.MAX_VALUE : moment, TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();
            long nanos = System.nanoTime() - started;
            assertThat(ended && process.exitValue() != 0)
                    .describedAs(Files.readString(directory.resolve("log")))
                    .isFalse();

            PublishReport report = KilledPublisher.publisher(index.uploadUrl()).publish(wheels);

            assertThat(report.published()).isTrue();
            assertThat(index.stored()).hasSize(WHEELS).doesNotHaveDuplicates();
            assertThat(report.files())
                    .allMatch(file -> file.sha256().equals(index.hashes().get(file.file())));
            return new Ran(nanos, (int) report.files().stream()
                    .filter(file -> file.outcome() == Outcome.DONE_BEFORE)
                    .count());
        }
    }

    private Process start(String url, Path wheelhouse) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath(),
                        "org.nrnwheel.pypi.KilledPublisher",
                        url,
                        wheelhouse.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    /** The tests run as a part of the module, whose jars stand on the module path. */
    private static String classPath() {
        URI tests = URI.create(String.valueOf(KilledPublisherTest.class.getResource("KilledPublisherTest.class")));
        return String.join(
                File.pathSeparator,
                Path.of(tests).resolve("../../../..").normalize().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }
}
