package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Absolute paths of this host in which {@code *} stands for any name of a directory, as an inspection gives them. */
final class PathPattern {
    private static final String ANY = "*";

    private PathPattern() {}

    static boolean exists(String pattern) {
        List<Path> found = List.of(Path.of("/"));
        for (Path name : Path.of(pattern)) {
            found = name.toString().equals(ANY)
                    ? below(found)
                    : found.stream().map(p -> p.resolve(name)).toList();
        }
        return found.stream().anyMatch(Files::exists);
    }

    private static List<Path> below(List<Path> directories) {
        List<Path> all = new ArrayList<>();
        for (Path directory : directories) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(all::add);
            } catch (IOException ignored) {
                // What cannot be listed has nothing that commands could use.
            }
        }
        return all;
    }
}
