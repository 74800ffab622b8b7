package org.nrnwheel.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the programs that tests compare with. One that is missing fails the test. */
public final class Programs {
    /** What a program printed, both streams together, and how it ended. */
    public record Output(int exit, String text) {
        public List<String> lines() {
            return text.lines().toList();
        }
    }

    private Programs() {}

    /** Runs a program that must end well. */
    public static Output run(Path directory, String... argv) {
        Output output = attempt(directory, argv);
        assertThat(output.exit())
                .as("%s: %s", String.join(" ", argv), output.text())
                .isZero();
        return output;
    }

    public static Output attempt(Path directory, String... argv) {
        return attempt(directory, List.of(argv));
    }

    public static Output attempt(Path directory, List<String> argv) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(argv));
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("LD_LIBRARY_PATH");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(argv.get(0) + ": run scripts/install-prerequisites tests", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
