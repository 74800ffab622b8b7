package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.IndexInstaller;
import org.nrnwheel.Installation;
import org.nrnwheel.env.Environment;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.index.SimpleIndex;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.wheel.WheelArtifact;

/** Installs from our index by the real pip and the real uv, from files and from a web server. */
@Tag("slow")
class IndexInstallTest {
    private static final Pattern SERVING = Pattern.compile("Serving HTTP on .* port (\\d+).*");
    private static final String PROJECT = "nrnwheel-index-sample";

    @TempDir
    private static Path shared;

    private static PythonTools tools;
    private static Path wheel = Path.of("");

    @TempDir
    private Path directory;

    private SimpleIndex index = SimpleIndex.at(Path.of("unset"));

    @BeforeAll
    static void makeAWheel() throws IOException, InterruptedException {
        tools = PythonTools.install(shared.resolve("venv"), "wheel", "uv");
        Path content = shared.resolve("content");
        PythonTools.writeMetadata(
                content,
                "nrnwheel_index_sample",
                "1.0+local.1",
                "py3-none-any",
                "Requires-Python: >=3.8",
                "Requires-Dist: packaging; python_version >= '3'",
                "Requires-Dist: nothing-that-exists; extra == 'never'");
        Files.createDirectories(content.resolve("nrnwheel_index_sample-1.0+local.1.data/scripts"));
        Files.writeString(
                content.resolve("nrnwheel_index_sample-1.0+local.1.data/scripts/sample-says"),
                "#!python\nprint('it says')\n");
        Files.writeString(
                content.resolve("nrnwheel_index_sample-1.0+local.1.dist-info/entry_points.txt"),
                "[console_scripts]\nsample-main = nrnwheel_index_sample:main\n");
        Files.writeString(
                Files.createDirectories(content.resolve("nrnwheel_index_sample"))
                        .resolve("__init__.py"),
                "def main():\n    print('sample runs')\n");
        wheel = tools.pack(content, Files.createDirectories(shared.resolve("dist")));
    }

    @BeforeEach
    void publish() {
        index = SimpleIndex.at(directory.resolve("simple")).add(wheel);
    }

    @Test
    void pipDownloadsFromFiles() throws IOException, InterruptedException {
        String url = index.url().toString();
        tools.run(
                directory,
                "python",
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--no-cache-dir",
                "--index-url",
                url,
                PROJECT);
        assertThat(directory.resolve(wheel.getFileName())).hasSameBinaryContentAs(wheel);
    }

    @Test
    void pipReadsTheMetadataFileBeforeTheWheel() throws IOException, InterruptedException {
        try (Server server = Server.start(index.directory())) {
            String url = server.url().toString();
            String said = tools.run(
                    directory,
                    "python",
                    "-m",
                    "pip",
                    "install",
                    "-v",
                    "--dry-run",
                    "--no-deps",
                    "--no-cache-dir",
                    "--target",
                    "t",
                    "--index-url",
                    url,
                    PROJECT + "==1.0+local.1");
            assertThat(said).contains("whl.metadata");
        }
    }

    @Test
    void pipRefusesAWheelWhoseBytesAreNotThoseOfThePage() throws IOException, InterruptedException {
        Path published = index.wheels(PROJECT).get(0).path();
        byte[] bytes = Files.readAllBytes(published);
        bytes[bytes.length - 1]++;
        Files.write(published, bytes);
        Processes.Result result = Processes.run(
                directory,
                Map.of(),
                List.of(
                        tools.program("python"),
                        "-m",
                        "pip",
                        "download",
                        "--no-deps",
                        "--no-cache-dir",
                        "--index-url",
                        index.url().toString(),
                        PROJECT));
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("DO NOT MATCH THE HASHES");
    }

    @Test
    void uvInstallsFromAWebServer() throws IOException, InterruptedException {
        try (Server server = Server.start(index.directory())) {
            tools.run(directory, "uv", "venv", "--no-project", "--python", tools.program("python"), "env");
            tools.run(
                    directory,
                    "uv",
                    "pip",
                    "install",
                    "--no-cache",
                    "--no-config",
                    "--python",
                    "env/bin/python",
                    "--no-deps",
                    "--index-url",
                    server.url().toString(),
                    PROJECT + "==1.0+local.1");
        }
        Processes.Result ran = Processes.run(
                directory,
                Map.of(),
                List.of(directory.resolve("env/bin/sample-main").toString()));
        assertThat(ran.output()).isEqualTo("sample runs\n");
    }

    @Test
    void anInstallationIsProvedFileByFile() throws IOException, InterruptedException {
        Installation installation =
                installer().install("NRNwheel.Index_sample", "1.0+LOCAL-1", directory.resolve("env"));
        assertThat(installation.wheel().sha256())
                .isEqualTo(WheelArtifact.of(wheel).sha256());
        assertThat(installation.compared()).isEqualTo(4);
        String python = installation.python().toString();
        String code = "import packaging, nrnwheel_index_sample as s; s.main()";
        assertThat(Processes.run(directory, Map.of(), List.of(python, "-c", code))
                        .output())
                .isEqualTo("sample runs\n");
    }

    @Test
    void anInstallationByUvIsProvedToo() {
        Environment system = Environment.system();
        String path = shared.resolve("venv/bin") + ":" + system.variable("PATH").orElse("");
        BuildContext context = BuildContext.standard().withEnvironment(system.withVariable("PATH", path));
        Installation installation = installer().with(context).install(PROJECT, "1.0+local.1", directory.resolve("env"));
        assertThat(installation.compared()).isEqualTo(4);
        assertThat(directory.resolve("env/bin/pip")).doesNotExist();
    }

    @Test
    void anInstallationFromAWebServerIsProvedToo() throws IOException {
        try (Server server = Server.start(index.directory())) {
            Installation installation =
                    installer().servedAt(server.url()).install(PROJECT, "1.0+local.1", directory.resolve("env"));
            assertThat(installation.compared()).isPositive();
        }
    }

    @Test
    void refusesAnInstallationThatIsNotTheIndexsWheel() throws IOException, InterruptedException {
        Path content = directory.resolve("content");
        PythonTools.writeMetadata(content, "nrnwheel_index_sample", "1.0+local.1", "py3-none-any");
        Files.writeString(
                Files.createDirectories(content.resolve("nrnwheel_index_sample"))
                        .resolve("__init__.py"),
                "OTHER = 1\n");
        SimpleIndex other = SimpleIndex.at(directory.resolve("other"))
                .add(tools.pack(content, Files.createDirectory(directory.resolve("dist"))));
        assertThatThrownBy(() ->
                        installer().servedAt(other.url()).install(PROJECT, "1.0+local.1", directory.resolve("env")))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("__init__.py has another content");
    }

    @Test
    void saysThatAVersionIsNotInTheIndex() {
        assertThatThrownBy(() -> installer().install(PROJECT, "2.0", directory.resolve("env")))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("has no " + PROJECT + " 2.0");
    }

    private IndexInstaller installer() {
        return IndexInstaller.from(index).python(tools.program("python"));
    }

    /** Python's own web server on a port of the system's choice. */
    private record Server(Process process, int port) implements AutoCloseable {
        static Server start(Path root) throws IOException {
            Process process = new ProcessBuilder(
                            tools.program("python"), "-u", "-m", "http.server", "--bind", "127.0.0.1", "0")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
            Matcher matcher = SERVING.matcher(reader.readLine());
            assertThat(matcher.matches()).isTrue();
            return new Server(process, Integer.parseInt(matcher.group(1)));
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + port + "/");
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
