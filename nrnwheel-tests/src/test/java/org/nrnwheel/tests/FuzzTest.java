package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each fuzz target, or {@code fuzz.target} alone, for {@code fuzz.seconds}, 30 unless that is set. */
@Execution(ExecutionMode.SAME_THREAD)
class FuzzTest {
    /** What no input may take longer than. */
    private static final int SECONDS_AN_INPUT = 25;

    private static final List<String> TARGETS =
            List.of("FuzzZip", "FuzzContent", "FuzzElfParser", "FuzzElfEditor", "FuzzTags", "FuzzDeflate");

    @TempDir
    private Path directory;

    static List<String> targets() {
        return Optional.ofNullable(System.getProperty("fuzz.target"))
                .map(List::of)
                .orElse(TARGETS);
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("targets")
    void noInputEndsInMoreThanItsError(String target) throws IOException, InterruptedException {
        Path seeds = FuzzSeeds.write(target, Files.createDirectories(directory.resolve("seeds")));
        int seconds = Integer.getInteger("fuzz.seconds", 30);
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        List<String> argv = new ArrayList<>(List.of(
                ClassPaths.tool("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                ClassPaths.tests(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=org.nrnwheel.tests.fuzz." + target,
                "--instrumentation_includes=org.nrnwheel.**",
                "--reproducer_path=" + directory,
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_AN_INPUT,
                "-max_len=65536",
                "-print_final_stats=1",
                corpus.toString(),
                seeds.toString()));
        Processes.Result result = Processes.run(directory, Map.of(), argv);

        assertThat(result.exit()).as("%s: %s", target, result.output()).isZero();
        assertThat(executions(result.output())).as(result.output()).isGreaterThan(FuzzSeeds.count(seeds));
        Files.writeString(
                Path.of("target", "fuzz-" + target + ".txt"),
                target + ": " + executions(result.output()) + " inputs in " + seconds + " s\n");
    }

    private static long executions(String output) {
        return output.lines()
                .filter(line -> line.startsWith("stat::number_of_executed_units:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.lastIndexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
