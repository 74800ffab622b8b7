package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Secret;
import org.nrnwheel.pypi.Credentials;
import org.nrnwheel.pypi.PublishReport;
import org.nrnwheel.pypi.PublishedFile;
import org.nrnwheel.pypi.PypiPublisher;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.wheel.WheelArtifact;

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
        try (IndexServer server = IndexServer.start(Oracles.indexes(), packages, directory, PASSWORD);
                CommandLines commands = CommandLines.watchAll()) {
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
            assertThatNoneTellsThePassword(commands, IndexServer.USER);
        }
    }

    private static void assertThatNoneTellsThePassword(CommandLines commands, String user) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(commands.seen())
                .anyMatch(line -> line.contains("pip install"))
                .noneMatch(line -> line.contains(PASSWORD))
                .noneMatch(line -> line.contains(basic));
    }

    @Test
    void devpiServesTheSameNeuron() throws IOException, InterruptedException {
        WheelArtifact wheel = NeuronWheels.built().wheels().get(0);
        PythonTools tools = Oracles.indexes();
        try (DevpiServer server = DevpiServer.start(tools, directory, PASSWORD);
                CommandLines commands = CommandLines.watchAll()) {
            String url = "http://127.0.0.1:" + server.port() + "/ci/dev/";
            PublishReport report = PypiPublisher.to(Repository.url(url).index(url + "+simple/"))
                    .credentials(new Credentials(DevpiServer.USER, Secret.of("INDEX", PASSWORD)))
                    .ledger(directory.resolve("publish.jsonl"))
                    .verify()
                    .install("3.11")
                    .publish(List.of(wheel.path()));

            assertThat(report.files()).singleElement().matches(PublishedFile::verified);
            assertThat(report.installed()).containsExactly(wheel.fileName());
            assertThatNoneTellsThePassword(commands, DevpiServer.USER);
        }
    }

    @Test
    void theProgramHasFewerThanFortyLines() throws IOException {
        assertThat(EXAMPLES.resolve("src/main/java/org/nrnwheel/examples/Release.java"))
                .content()
                .satisfies(text -> assertThat(text.lines().count()).isLessThan(40));
    }
}
