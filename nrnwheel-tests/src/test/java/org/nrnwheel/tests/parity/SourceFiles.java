package org.nrnwheel.tests.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The source tree's files that commands name. */
record SourceFiles(Path source) {
    /** Returns the lines of a requirements file, named from the tree's root or by the placeholder of that root. */
    List<String> requirements(String name) {
        Path file = source.resolve(name.replaceFirst("^<source>/", ""));
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
