package org.nrnwheel.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directories that {@code /etc/ld.so.conf} of a Linux system names, and the files that it includes (ldconfig(8)). The
 * system lies below a directory, so all paths are meant inside that; files that are links are passed over.
 */
final class LoaderConfiguration {
    private static final int DEEPEST = 8;

    private final Path root;
    private final Set<Path> directories = new LinkedHashSet<>();

    private LoaderConfiguration(Path root) {
        this.root = root;
    }

    /** Returns the directories in their order, as paths of this machine. */
    static List<Path> directories(Path root) {
        LoaderConfiguration configuration = new LoaderConfiguration(root);
        configuration.read(configuration.inside("/etc/ld.so.conf"), 0);
        return List.copyOf(configuration.directories);
    }

    private void read(Path file, int depth) {
        if (depth > DEEPEST || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (String line : lines(file)) {
            String text = line.replaceFirst("#.*", "").strip();
            if (text.startsWith("include ")) {
                include(text.substring("include ".length()).strip(), depth + 1);
            } else {
                Stream.of(text.split("[ ,:\t]+"))
                        .map(entry -> entry.replaceFirst("=.*", ""))
                        .filter(entry -> entry.startsWith("/"))
                        .forEach(entry -> directories.add(inside(entry)));
            }
        }
    }

    private void include(String pattern, int depth) {
        Path wanted = inside(pattern.startsWith("/") ? pattern : "/etc/" + pattern);
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + wanted.getFileName());
        try (Stream<Path> files = Files.list(wanted.resolveSibling(""))) {
            files.filter(file -> matcher.matches(file.getFileName())).sorted().forEach(file -> read(file, depth));
        } catch (IOException e) {
            // A pattern that fits nothing includes nothing.
            return;
        }
    }

    /** {@code ..} does not lead out of the root. */
    private Path inside(String absolute) {
        Path path = Path.of(absolute).normalize();
        return root.resolve(path.getRoot().relativize(path).toString());
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
