package org.nrnwheel.rootfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.run.host.TreeRemoval;

/**
 * A root that grows by layers. It knows what the present layer wrote, because whiteouts hide only what is below it. Nothing is
 * ever written through a link, and nothing outside the root. One thread only.
 */
final class RootTree {
    private static final int SEARCHABLE = 0700;
    private static final int READABLE = 0644;
    private static final int OPEN = 0755;

    private final Path root;
    private final ScopedPaths paths;
    private final Set<Path> written = new HashSet<>();
    private final Map<Path, FileTime> directoryTimes = new HashMap<>();

    RootTree(Path root) {
        this.root = root;
        this.paths = new ScopedPaths(root);
    }

    /** Forgets what the last layer wrote. */
    void beginLayer() {
        written.clear();
        directoryTimes.clear();
    }

    /** Gives directories the times that their files' arrival changed. */
    void endLayer() throws IOException {
        for (Map.Entry<Path, FileTime> entry : directoryTimes.entrySet()) {
            if (Files.isDirectory(entry.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                Files.setLastModifiedTime(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Adds a small file of ours, instead of what layers have there. */
    void add(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        List<String> parts = ScopedPaths.parts(name);
        // Not a link that an image left there: who reads the file later follows links as the host does.
        directory(parts.subList(0, parts.size() - 1), OPEN, FileTime.fromMillis(0));
        file(parts, READABLE, FileTime.fromMillis(0), new ByteArrayInputStream(bytes));
    }

    /** Makes what {@link Mounts} mounts on where the image lacks it, as engines do. */
    void finish() throws IOException {
        beginLayer();
        for (String directory : Mounts.DIRECTORIES) {
            paths.makeDirectory(ScopedPaths.parts(directory));
        }
        for (String file : Mounts.FILES) {
            Path path = place(ScopedPaths.parts(file));
            if (ScopedPaths.attributes(path)
                    .filter(BasicFileAttributes::isRegularFile)
                    .isEmpty()) {
                clear(path);
                Files.createFile(path);
            }
        }
    }

    void directory(List<String> parts, int mode, FileTime time) throws IOException {
        Path path = parts.isEmpty() ? root : place(parts);
        Optional<BasicFileAttributes> there = ScopedPaths.attributes(path);
        if (there.filter(BasicFileAttributes::isDirectory).isEmpty()) {
            clear(path);
            Files.createDirectory(path);
        }
        // The owner must be able to write, or nobody but root could unpack further, or remove the root.
        Files.setPosixFilePermissions(path, permissions(mode | SEARCHABLE));
        directoryTimes.put(path, time);
    }

    /** Returns the number of bytes. */
    long file(List<String> parts, int mode, FileTime time, InputStream content) throws IOException {
        Path path = place(parts);
        clear(path);
        long size;
        try (OutputStream out = Files.newOutputStream(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            size = content.transferTo(out);
        }
        Files.setPosixFilePermissions(path, permissions(mode));
        Files.setLastModifiedTime(path, time);
        return size;
    }

    /** Makes a link with whatever target: it is read by {@link ScopedPaths} and by processes in the root alone. */
    void symbolicLink(List<String> parts, String target) throws IOException {
        Path path = place(parts);
        clear(path);
        Files.createSymbolicLink(path, ScopedPaths.child(Path.of(""), target.isEmpty() ? "." : target));
    }

    void hardLink(List<String> parts, List<String> target) throws IOException {
        Path directory = paths.directory(target.subList(0, target.size() - 1))
                .orElseThrow(() -> new IOException("a hard link to what is not there: " + String.join("/", target)));
        Path existing = ScopedPaths.child(directory, target.get(target.size() - 1));
        Path path = place(parts);
        BasicFileAttributes attributes = ScopedPaths.attributes(existing)
                .orElseThrow(() -> new IOException("a hard link to what is not there: " + String.join("/", target)));
        if (path.equals(existing)) {
            return;
        }
        clear(path);
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(path, Files.readSymbolicLink(existing));
        } else if (attributes.isRegularFile()) {
            Files.createLink(path, existing);
        } else {
            throw new IOException("a hard link to what is no file: " + String.join("/", target));
        }
    }

    /** Hides what lower layers have of a name; what this layer has stays, whatever came first. */
    void whiteout(List<String> directory, String name) throws IOException {
        Optional<Path> parent = paths.directory(directory);
        if (parent.isPresent()) {
            removeLower(ScopedPaths.child(parent.get(), name));
        }
    }

    /** Hides all that lower layers have in a directory. */
    void opaque(List<String> directory) throws IOException {
        Optional<Path> parent = paths.directory(directory);
        if (parent.isPresent()) {
            removeLowerChildren(parent.get());
        }
    }

    private void removeLower(Path path) throws IOException {
        if (!written.contains(path)) {
            TreeRemoval.remove(path);
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            removeLowerChildren(path);
        }
    }

    private void removeLowerChildren(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(children::add);
        }
        for (Path child : children) {
            removeLower(child);
        }
    }

    /** Returns where an entry goes, with the directories above it. */
    private Path place(List<String> parts) throws IOException {
        Path directory = paths.makeDirectory(parts.subList(0, parts.size() - 1));
        Path path = ScopedPaths.child(directory, parts.get(parts.size() - 1));
        for (Path at = path; !at.equals(root) && written.add(at); ) {
            Path parent = at.getParent();
            at = parent == null ? root : parent;
        }
        return path;
    }

    private static void clear(Path path) throws IOException {
        TreeRemoval.remove(path);
    }

    /** Nothing but read, write and execute: set-user-ID, set-group-ID and sticky bits are dropped. */
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (1 << (all.length - 1 - i))) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
