package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as embedders use it: on the class path, on the module path, and in JShell. */
@Tag("slow")
class EmbeddingTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    static Path directory;

    private static Path tree = Path.of("");

    @BeforeAll
    static void copySample() throws IOException {
        tree = Samples.copy("setuptools", directory.resolve("tree"));
    }

    @Test
    void anExampleBuildsOnTheClassPath() throws Exception {
        Processes.Result result = java(
                "-cp",
                ClassPaths.library() + File.pathSeparator + EXAMPLES.resolve("target/classes"),
                "org.nrnwheel.examples.EmbeddedBuild",
                tree.toString(),
                directory.resolve("class-path").toString(),
                "3.11",
                "600");

        assertThat(result.exit()).describedAs(result.output()).isZero();
        assertThat(result.output())
                .contains("cp311-linux_x86_64 build")
                .contains("wheel nrnwheel_setuptools_sample-1.0");
    }

    @Test
    void anExampleBuildsOnTheModulePath() throws Exception {
        Processes.Result result = java(
                "-p",
                ClassPaths.library() + File.pathSeparator + EXAMPLES.resolve("target/classes"),
                "-m",
                "org.nrnwheel.examples/org.nrnwheel.examples.EmbeddedBuild",
                tree.toString(),
                directory.resolve("module-path").toString(),
                "3.11",
                "600");

        assertThat(result.exit()).describedAs(result.output()).isZero();
        assertThat(result.output()).contains("wheel nrnwheel_setuptools_sample-1.0");
    }

    @Test
    void aListenerCancels() throws Exception {
        Path wheelhouse = directory.resolve("cancelled");
        Processes.Result result = java(
                "-cp",
                ClassPaths.library() + File.pathSeparator + EXAMPLES.resolve("target/classes"),
                "org.nrnwheel.examples.EmbeddedBuild",
                tree.toString(),
                wheelhouse.toString(),
                "3.11",
                "0");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("build-cancelled");
        try (Stream<Path> files = Files.list(wheelhouse)) {
            assertThat(files.filter(file -> file.toString().endsWith(".whl"))).isEmpty();
        }
    }

    @Test
    void jshellPlans() throws Exception {
        Processes.Result result = jshell("plan.jsh", "-R-Dtree=" + tree);

        assertThat(result.output()).contains("same plan from JSON: true").contains("jobs: ");
        assertThat(result.exit()).isZero();
    }

    @Test
    void jshellBuilds() throws Exception {
        Processes.Result result = jshell(
                "build.jsh", "-R-Dtree=" + tree, "-R-Dwheelhouse=" + directory.resolve("jshell"), "-R-Dpython=3.11");

        assertThat(result.output()).contains("built nrnwheel_setuptools_sample-1.0");
        assertThat(result.exit()).isZero();
    }

    private static Processes.Result java(String... arguments) throws IOException, InterruptedException {
        List<String> argv = Stream.concat(Stream.of(ClassPaths.tool("java")), Stream.of(arguments))
                .toList();
        return Processes.run(directory, Map.of(), argv);
    }

    private static Processes.Result jshell(String script, String... options) throws IOException, InterruptedException {
        List<String> argv = Stream.of(
                        Stream.of(ClassPaths.tool("jshell"), "--class-path", ClassPaths.library()),
                        Stream.of(options),
                        Stream.of(EXAMPLES.resolve(script).toString()))
                .flatMap(part -> part)
                .toList();
        return Processes.run(directory, Map.of(), argv);
    }
}
