package org.nrnwheel.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.PlatformException;

/** Runs small programs of this host that answer at once: git, helpers for credentials. */
final class HostProgram {
    private static final int NOT_THERE = 127;

    private final Environment environment;

    HostProgram(Environment environment) {
        this.environment = environment;
    }

    /** What a program answered. */
    record Result(int exit, String out) {}

    static List<String> append(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    /** Runs a program with an input; one that is not there ends with 127, as in a shell. */
    Result run(List<String> argv, String input) {
        try {
            return answer(
                    builder(argv).redirectError(ProcessBuilder.Redirect.DISCARD).start(), input);
        } catch (IOException e) {
            return new Result(NOT_THERE, "");
        }
    }

    /** Starts a program that lives longer; its three streams are pipes. */
    Process start(List<String> argv) throws IOException {
        return builder(argv).start();
    }

    private ProcessBuilder builder(List<String> argv) {
        List<String> found = new ArrayList<>(argv);
        found.set(0, onPath(argv.get(0)));
        ProcessBuilder builder = new ProcessBuilder(found);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        return builder;
    }

    /** The JVM would look on its own PATH, not on the environment's. */
    private String onPath(String program) {
        return environment.path().stream()
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(program);
    }

    private static Result answer(Process process, String input) throws IOException {
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), out);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while a program answered", "Try again.", e);
        }
    }
}
