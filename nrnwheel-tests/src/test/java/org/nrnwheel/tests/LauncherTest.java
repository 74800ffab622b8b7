package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./nrnwheel} runs from any directory, builds what is stale, and hands on exit codes. */
@Tag("slow")
class LauncherTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void itRunsFromAnyDirectory() throws Exception {
        Processes.Result run = nrnwheel("--version");

        assertThat(run.exit()).describedAs(run.output()).isZero();
        assertThat(run.output()).startsWith("nrnwheel ");
    }

    /** The archive of classes is one Java's; others do without and say nothing of it. */
    @Test
    void itRunsOnEachJavaOfTheMachine() throws Exception {
        List<Path> homes;
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            homes = installed
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .toList();
        }
        assertThat(homes).isNotEmpty();
        for (Path home : homes) {
            Processes.Result run = Processes.run(
                    Path.of("/"),
                    Map.of("JAVA_HOME", home.toString()),
                    List.of(ROOT.resolve("nrnwheel").toString(), "--version"));

            assertThat(run.output()).describedAs(home.toString()).startsWith("nrnwheel ");
        }
    }

    @Test
    void itHandsOnExitCodesAndErrors() throws Exception {
        Processes.Result run = nrnwheel("build", "windows");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("error: not a system to build for: 'windows'", "→ Write linux or osx.");
    }

    @Test
    @Timeout(300)
    void controlCCancelsTheBuildAndLeavesNoProcess(@TempDir Path directory) throws Exception {
        Path tree = Samples.copy("setuptools", directory.resolve("tree"));
        Files.writeString(tree.resolve("setup.py"), "\nimport time\ntime.sleep(1000)\n", StandardOpenOption.APPEND);
        Path output = directory.resolve("output");
        assertThat(nrnwheel("--version").exit()).isZero();

        // A shell starts background jobs with the signal ignored, and a JVM leaves it so.
        Process process = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        ROOT.resolve("nrnwheel").toString(),
                        "build",
                        "linux",
                        "3.11",
                        "--on",
                        "host",
                        "--no-test")
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        while (process.isAlive() && !Files.readString(output).contains("build: started")) {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        List<ProcessHandle> children = process.descendants().toList();
        Processes.run(directory, Map.of(), List.of("kill", "-INT", Long.toString(process.pid())));

        assertThat(process.waitFor()).describedAs(Files.readString(output)).isEqualTo(130);
        assertThat(output).content().contains("cp311-linux_x86_64: cancelled", "error: ");
        assertThat(children).isNotEmpty().noneMatch(LauncherTest::runs);
        assertThat(tree.resolve("wheelhouse/.nrnwheel/report.json")).isRegularFile();
    }

    /** Says whether a process runs: one that is dead but that nobody has waited for yet is alive to a handle. */
    private static boolean runs(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
            return !status.lines().anyMatch(line -> line.matches("State:\\s+[ZX].*"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Processes.Result nrnwheel(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("nrnwheel").toString()));
        command.addAll(List.of(arguments));
        return Processes.run(Path.of("/"), Map.of(), command);
    }
}
