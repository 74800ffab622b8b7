package org.nrnwheel.tests;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;

/** Copies of the small sample projects. */
final class Samples {
    private Samples() {}

    static Path copy(String name, Path to) throws IOException {
        Path from = resource("/projects/" + name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    /** Makes the sample of setuptools need a library of the system it is built in. */
    static void link(Path tree, String library) throws IOException {
        Path setup = tree.resolve("setup.py");
        String links = "[\"sample.c\"], extra_link_args=[\"-Wl,--no-as-needed\", \"-l:" + library + "\"]";
        Files.writeString(setup, Files.readString(setup).replace("[\"sample.c\"]", links));
    }

    private static Path resource(String path) {
        try {
            return Path.of(Objects.requireNonNull(Samples.class.getResource(path), path)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A wheel that needs libraries of this system and was never repaired. */
    static Path unrepaired(String project) throws IOException {
        TestImages.script("build-unrepaired", project);
        String start = project.replace('-', '_') + "-";
        try (Stream<Path> files =
                Files.list(Environment.system().cacheDirectory().resolve("unrepaired"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .startsWith(start))
                    .filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
