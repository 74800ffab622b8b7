package org.nrnwheel.repair;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version of auditwheel in the environment that a program belongs to. */
final class InstalledVersion {
    private static final String PREFIX = "auditwheel-";
    private static final String SUFFIX = ".dist-info";

    private InstalledVersion() {}

    /** Looks beside the program as it is named and, when it is a link, where it points. */
    static Optional<String> find(Path program) {
        return inEnvironment(program).or(() -> inEnvironment(real(program)));
    }

    private static Optional<String> inEnvironment(@Nullable Path program) {
        Path bin = program == null ? null : program.getParent();
        Path root = bin == null ? null : bin.getParent();
        return root == null ? Optional.empty() : inRoot(root);
    }

    private static Optional<String> inRoot(Path root) {
        return list(root.resolve("lib"), "python*").stream()
                .flatMap(lib -> list(lib.resolve("site-packages"), PREFIX + "*" + SUFFIX).stream())
                .map(path -> String.valueOf(path.getFileName()))
                .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
                .findFirst();
    }

    /** A version is a nicety: what cannot be read has none. */
    private static List<Path> list(Path directory, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }

    private static @Nullable Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }
}
