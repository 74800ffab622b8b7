package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.nrnwheel.env.Environment;

/** Environments and programs for tests. */
final class Hosts {
    private Hosts() {}

    /** This host with a home of its own and the system's programs alone. */
    static Environment environment(Path home, String path) {
        Map<String, String> variables = Map.of("HOME", home.toString(), "PATH", path);
        return new Environment(variables, Environment.system().properties());
    }

    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A program that answers as a Python would. */
    static Path python(Path file, String version, String soabi, boolean headers) throws IOException {
        return script(file, "echo '" + answer(version, soabi, headers) + "'");
    }

    static String answer(String version, String soabi, boolean headers) {
        String[] parts = version.split("\\.", -1);
        return """
                {"version": "%s", "implementation": "cpython", "major": %s, "minor": %s, "soabi": "%s",
                 "platform": "linux-x86_64", "machine": "x86_64", "bits": 64, "headers": %s, "venv": false}""".formatted(version, parts[0], parts[1], soabi, headers);
    }
}
