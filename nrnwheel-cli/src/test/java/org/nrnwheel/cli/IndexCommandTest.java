package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNoWheelIsExitCode10() throws IOException {
        Path wheel = Files.writeString(directory.resolve("demo-1.0-py3-none-any.whl"), "no archive");

        Run run = Run.of("index", "add", directory.resolve("index").toString(), wheel.toString());

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("error: ", "demo-1.0-py3-none-any.whl", "→ ");
    }
}
