package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs for tests, with both output streams in one file. */
final class Processes {
    private Processes() {}

    /** How a program ended and what it printed. */
    record Result(int exit, String output) {}

    static Result run(Path directory, Map<String, String> environment, List<String> argv)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("nrnwheel-test", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(argv)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("never ended: " + argv);
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
