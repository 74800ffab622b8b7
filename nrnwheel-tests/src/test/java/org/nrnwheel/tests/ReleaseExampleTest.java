package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.result.BuildReport;

/** The whole way of a release in one small program, on NEURON's real source and a real index. */
@Tag("neuron")
class ReleaseExampleTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final String PASSWORD = "s3cret-of-the-release";

    @TempDir
    private Path directory;

    @Test
    void aProgramOfFewLinesBuildsAndReleasesNeuron() throws IOException, InterruptedException {
        BuildReport built = NeuronWheels.built();
        Path packages = Files.createDirectory(directory.resolve("packages"));
        try (IndexServer server = IndexServer.start(Oracles.indexes(), packages, directory, PASSWORD)) {
            Processes.Result result = Processes.run(
                    directory,
                    Map.of("NRNWHEEL_USERNAME", IndexServer.USER, "NRNWHEEL_PASSWORD", PASSWORD),
                    List.of(
                            ClassPaths.tool("java"),
                            "-cp",
                            ClassPaths.tests() + File.pathSeparator + EXAMPLES.resolve("target/classes"),
                            "org.nrnwheel.examples.Release",
                            NeuronWheels.source().toString(),
                            built.wheelhouse().toString(),
                            "3.11",
                            "http://127.0.0.1:" + server.port() + "/"));

            assertThat(result.exit()).describedAs(result.output()).isZero();
            String wheel = built.wheels().get(0).fileName();
            assertThat(result.output()).contains("UPLOADED " + wheel).doesNotContain(PASSWORD);
            assertThat(packages.resolve(wheel))
                    .hasSameBinaryContentAs(built.wheels().get(0).path());
        }
    }

    @Test
    void theProgramHasFewerThanFortyLines() throws IOException {
        assertThat(EXAMPLES.resolve("src/main/java/org/nrnwheel/examples/Release.java"))
                .content()
                .satisfies(text -> assertThat(text.lines().count()).isLessThan(40));
    }
}
