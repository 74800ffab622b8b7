package org.nrnwheel.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hashes a tree. */
final class TreeState {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Set<Path> excluded;

    TreeState(Path root, Set<Path> excluded) {
        this.root = root;
        this.excluded = excluded;
    }

    /** Makes paths comparable with a real directory's entries, also when they do not exist yet. */
    static Set<Path> real(Set<Path> paths) {
        return paths.stream().map(TreeState::real).collect(Collectors.toUnmodifiableSet());
    }

    private static Path real(Path path) {
        Path clean = path.toAbsolutePath().normalize();
        try {
            return clean.toRealPath();
        } catch (IOException e) {
            Path parent = clean.getParent();
            return parent == null ? clean : real(parent).resolve(clean.getFileName());
        }
    }

    String hash() {
        try {
            List<Path> entries = entries();
            entries.sort(Comparator.comparing(this::name));
            List<byte[]> parts = entries.parallelStream().map(this::entry).toList();
            MessageDigest digest = sha256();
            parts.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(e);
        }
    }

    private SourceException unreadable(Exception e) {
        String reason = e instanceof UncheckedIOException ? String.valueOf(e.getCause()) : e.toString();
        return new SourceException("cannot read the source " + root + ": " + reason, "Make its files readable.", e);
    }

    private String name(Path path) {
        return root.relativize(path).toString();
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (excluded.contains(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (repository(directory)) {
                    entries.add(directory);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (isEmpty(directory)) {
                    entries.add(directory);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!excluded.contains(file)) {
                    entries.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }

    private static boolean repository(Path path) {
        return path.endsWith(".git");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findFirst().isEmpty();
        }
    }

    /** Digests one entry; its name ends with a byte that no name holds, so entries cannot run into each other. */
    private byte[] entry(Path path) {
        try {
            MessageDigest digest = sha256();
            add(digest, name(path));
            if (repository(path)) {
                GitState.lines(path).forEach(line -> add(digest, line));
            } else {
                addContent(digest, path);
            }
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addContent(MessageDigest digest, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            add(digest, "link");
            add(digest, Files.readSymbolicLink(path).toString());
            return;
        }
        add(digest, PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)));
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            add(digest, "file");
            addBytes(digest, path);
        } else {
            // An empty directory; also a pipe or a socket, of which only the name counts.
            add(digest, "other");
        }
    }

    private static void addBytes(MessageDigest digest, Path path) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
