package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    @Test
    void itHandsOnExitCodesAndErrors() throws Exception {
        Processes.Result run = nrnwheel("build", "windows");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("error: not a system to build for: 'windows'", "→ Write linux or osx.");
    }

    private static Processes.Result nrnwheel(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("nrnwheel").toString()));
        command.addAll(List.of(arguments));
        return Processes.run(Path.of("/"), Map.of(), command);
    }
}
