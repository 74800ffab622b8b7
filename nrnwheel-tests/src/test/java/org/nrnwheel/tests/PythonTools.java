package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A virtual environment with packages of PyPI, as the other side of a test, and wheels made by its tools. */
final class PythonTools {
    private final Path environment;

    private PythonTools(Path environment) {
        this.environment = environment;
    }

    static PythonTools install(Path environment, String... packages) throws IOException, InterruptedException {
        run(Path.of("").toAbsolutePath(), List.of(python().toString(), "-m", "venv", environment.toString()));
        PythonTools tools = new PythonTools(environment);
        List<String> argv = new ArrayList<>(List.of(tools.program("python"), "-m", "pip", "install"));
        argv.addAll(List.of(packages));
        run(environment, argv);
        return tools;
    }

    /** Returns an environment that is there already. */
    static PythonTools in(Path environment) {
        return new PythonTools(environment);
    }

    String program(String name) {
        return environment.resolve("bin").resolve(name).toString();
    }

    /** Runs a program of the environment and insists that it succeeds. */
    String run(Path directory, String name, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program(name)));
        argv.addAll(List.of(arguments));
        return run(directory, argv);
    }

    /** Packs a directory that holds a .dist-info directory with METADATA and WHEEL; RECORD is the tool's. */
    Path pack(Path directory, Path to) throws IOException, InterruptedException {
        run(to, "python", "-m", "wheel", "pack", directory.toString(), "--dest-dir", to.toString());
        try (Stream<Path> files = Files.list(to)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Writes the metadata of a wheel that is to be packed. */
    static void writeMetadata(Path directory, String name, String version, String tag, String... more)
            throws IOException {
        Path metadata = Files.createDirectories(directory.resolve(name + "-" + version + ".dist-info"));
        String headers = Stream.of(more).map(line -> line + "\n").reduce("", String::concat);
        Files.writeString(
                metadata.resolve("METADATA"),
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n" + headers);
        Files.writeString(
                metadata.resolve("WHEEL"),
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: " + tag.endsWith("-any") + "\nTag: " + tag
                        + "\n");
    }

    private static String run(Path directory, List<String> argv) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(directory, Map.of(), argv);
        assertThat(result.exit())
                .withFailMessage(String.join(" ", argv) + "\n" + result.output())
                .isZero();
        return result.output();
    }

    private static Path python() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory, "python3"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs python3 on PATH, with its venv module"));
    }
}
