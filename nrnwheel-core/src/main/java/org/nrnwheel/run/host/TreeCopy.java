package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;

/**
 * Copies a tree with its links, modes and times (make looks at them), by references where the file system can. GNU cp does
 * it where it is there, for it can make references; else this class.
 */
final class TreeCopy {
    private static final int BATCH = 500;

    private final Optional<Path> cp;
    private final Query query;

    private TreeCopy(Optional<Path> cp, Query query) {
        this.cp = cp;
        this.query = query;
    }

    static TreeCopy of(Environment environment) {
        Query query = new Query(environment);
        Optional<Path> cp = Programs.onSystem(environment, "cp")
                .filter(path -> query.output(List.of(path.toString(), "--version"))
                        .filter(text -> text.contains("GNU"))
                        .isPresent());
        return new TreeCopy(cp, query);
    }

    /** Makes the copy that needs no cp. */
    static TreeCopy plain(Environment environment) {
        return new TreeCopy(Optional.empty(), new Query(environment));
    }

    /** Copies a directory to a new one; excluded paths, absolute, are left out. */
    void copy(Path from, Path to, Set<Path> excluded) throws IOException {
        if (cp.isPresent()) {
            copyDirectory(cp.get(), from, to, excluded);
        } else {
            Files.walkFileTree(from, new Copier(from, to, excluded));
        }
        keepOutsideLink(from, to);
    }

    private void copyDirectory(Path program, Path from, Path to, Set<Path> excluded) throws IOException {
        Files.createDirectory(to);
        List<Path> whole = new ArrayList<>();
        for (Path entry : entries(from)) {
            if (excluded.contains(entry)) {
                continue;
            }
            if (excluded.stream().anyMatch(path -> path.startsWith(entry))) {
                copyDirectory(program, entry, to.resolve(from.relativize(entry)), excluded);
            } else {
                whole.add(entry);
            }
        }
        copyAll(program, whole, to);
        keepAttributes(from, to);
    }

    private void copyAll(Path program, List<Path> entries, Path to) throws IOException {
        for (int at = 0; at < entries.size(); at += BATCH) {
            List<String> argv = new ArrayList<>(List.of(program.toString(), "-a", "--reflink=auto", "--"));
            entries.subList(at, Math.min(at + BATCH, entries.size())).forEach(entry -> argv.add(entry.toString()));
            argv.add(to + "/");
            query.run(argv);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private static void keepAttributes(Path from, Path to) throws IOException {
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    }

    /** A checkout that is a submodule or a worktree names its repository in a file, perhaps relative to itself. */
    private static void keepOutsideLink(Path from, Path to) throws IOException {
        Path link = from.resolve(".git");
        if (!Files.isRegularFile(link)) {
            return;
        }
        String text = Files.readString(link).strip();
        String target =
                text.startsWith("gitdir:") ? text.substring("gitdir:".length()).strip() : "/";
        Path repository = from.resolve(target).normalize();
        if (!target.startsWith("/") && !repository.startsWith(from)) {
            FileTime time = Files.getLastModifiedTime(link);
            Path copy = to.resolve(".git");
            Files.writeString(copy, "gitdir: " + repository + "\n");
            Files.setLastModifiedTime(copy, time);
        }
    }

    /** The plain copy. */
    private static final class Copier extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;
        private final Set<Path> excluded;

        private Copier(Path from, Path to, Set<Path> excluded) {
            this.from = from;
            this.to = to;
            this.excluded = excluded;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (excluded.contains(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectory(target(directory));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!excluded.contains(file)) {
                Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            keepAttributes(directory, target(directory));
            return FileVisitResult.CONTINUE;
        }

        private Path target(Path path) {
            return to.resolve(from.relativize(path));
        }
    }
}
