package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves paths within a root as a process in it would: links are read and followed here, never by the kernel, and
 * neither {@code ..} nor an absolute link leads out. It holds while nobody else changes the root at the same time, which is
 * so while it is unpacked in a directory of its own, and later for roots that only their owner can write.
 */
final class ScopedPaths {
    private static final int MOST_LINKS = 40;
    private static final Pattern SLASH = Pattern.compile("/");

    private final Path root;

    ScopedPaths(Path root) {
        this.root = root;
    }

    /** What is done about a directory that is missing on the way. */
    private enum Missing {
        MAKE,
        FAIL
    }

    /** Returns the parts of a path, without empty ones and {@code .}. */
    static List<String> parts(String path) {
        return SLASH.splitAsStream(path)
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    /** Returns a directory, and makes what is missing of it. */
    Path makeDirectory(List<String> parts) throws IOException {
        return resolve(parts, Missing.MAKE);
    }

    /** Returns a directory, or nothing when it is none or missing. */
    Optional<Path> directory(List<String> parts) throws IOException {
        try {
            Path found = resolve(parts, Missing.FAIL);
            return Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS) ? Optional.of(found) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /** Returns where a path of the root really is, all links followed, or nothing when nothing is there. */
    Optional<Path> find(String path) {
        try {
            return Optional.of(resolve(parts(path), Missing.FAIL));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns how a process in the root names a file that is in it. */
    String inside(Path file) {
        return "/" + root.relativize(file);
    }

    private Path resolve(List<String> parts, Missing missing) throws IOException {
        Deque<String> todo = new ArrayDeque<>(parts);
        Path at = root;
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.pop();
            if (part.equals("..")) {
                at = at.equals(root) ? root : parent(at);
                continue;
            }
            Path next = child(at, part);
            Optional<BasicFileAttributes> attributes = attributes(next);
            if (attributes.filter(BasicFileAttributes::isSymbolicLink).isPresent()) {
                if (++links > MOST_LINKS) {
                    throw new IOException("too many links on the way to " + inside(next));
                }
                String target = Files.readSymbolicLink(next).toString();
                at = target.startsWith("/") ? root : at;
                pushAll(todo, parts(target));
                continue;
            }
            enter(next, attributes, missing, todo.isEmpty());
            at = next;
        }
        return at;
    }

    private void enter(Path next, Optional<BasicFileAttributes> attributes, Missing missing, boolean last)
            throws IOException {
        if (attributes.isEmpty()) {
            if (missing == Missing.FAIL) {
                throw new NoSuchFileException(inside(next));
            }
            Files.createDirectory(next);
        } else if (!attributes.get().isDirectory() && (missing == Missing.MAKE || !last)) {
            throw new NotDirectoryException(inside(next));
        }
    }

    private static void pushAll(Deque<String> todo, List<String> parts) {
        List<String> reversed = new ArrayList<>(parts);
        Collections.reverse(reversed);
        reversed.forEach(todo::push);
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    /** Returns an entry of a directory by a name that holds no slash. */
    static Path child(Path directory, String name) {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new ImageRootException(
                    "a file name cannot be written in this locale: " + e.getMessage(),
                    "Start Java in a UTF-8 locale, e.g. with LC_ALL=C.UTF-8.",
                    e);
        }
    }

    static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
