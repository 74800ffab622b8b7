package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or cannot be written to is said clearly; no wheel is lost or left half. */
@Tag("slow")
class FullDiskTest {
    private static final int SIZE = 12 << 20;

    @TempDir
    Path directory;

    @Test
    void aFullDiskLosesNothing() throws IOException, InterruptedException {
        Path tree = Samples.copy("slow", directory.resolve("tree"));
        Path disk = Files.createDirectory(directory.resolve("disk"));

        Processes.Result result = run(
                List.of("--size", Integer.toString(SIZE), "--tmpfs", disk.toString()),
                FullDiskBuild.class,
                List.of(tree.toString(), disk.toString()),
                KilledBuild.pythons(tree));

        assertThat(result.exit()).describedAs(result.output()).isZero();
    }

    @Test
    void aReadOnlyWheelhouseIsSaidBeforeAnythingRuns() throws IOException, InterruptedException {
        Path tree = Samples.copy("slow", directory.resolve("tree"));
        Path disk = Files.createDirectory(directory.resolve("disk"));

        Processes.Result result = run(
                List.of("--ro-bind", disk.toString(), disk.toString()),
                KilledBuild.class,
                List.of(tree.toString(), disk.resolve("wheelhouse").toString(), "1"),
                KilledBuild.pythons(tree));

        assertThat(result.exit()).isNotZero();
        assertThat(result.output())
                .contains("WheelhouseException: cannot write to the wheelhouse " + disk.resolve("wheelhouse"));
    }

    private Processes.Result run(List<String> mounts, Class<?> program, List<String> arguments, List<String> pythons)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("bwrap", "--dev-bind", "/", "/"));
        argv.addAll(mounts);
        argv.addAll(List.of(ClassPaths.tool("java"), "-cp", ClassPaths.tests(), program.getName()));
        argv.addAll(arguments);
        argv.addAll(pythons);
        return Processes.run(directory, Map.of(), argv);
    }
}
