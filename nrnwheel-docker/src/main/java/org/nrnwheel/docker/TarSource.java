package org.nrnwheel.docker;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.PlatformException;

/** Writes a tar archive (POSIX pax) while somebody reads it. All that is in it belongs to root. Used by one thread. */
final class TarSource {
    private static final int PIPE = 1 << 18;
    private static final int PART = 4 << 20;
    private static final int RECORD = 20 * 512;

    private final TarArchiveOutputStream tar;

    private TarSource(OutputStream out) {
        tar = new TarArchiveOutputStream(out, RECORD, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Writes entries. */
    @FunctionalInterface
    interface Writer {
        void write(TarSource tar) throws IOException;
    }

    /**
     * Sends an archive to a reader while it is written.
     *
     * @throws PlatformException when a file cannot be read, or whatever the reader throws
     */
    static void send(Consumer<InputStream> reader, Writer writer) {
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        try (PipedInputStream in = new PipedInputStream(PIPE)) {
            PipedOutputStream out = new PipedOutputStream(in);
            Thread writing = new Thread(() -> write(out, writer, failure), "nrnwheel-tar");
            writing.setDaemon(true);
            writing.start();
            read(reader, in, failure);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
        IOException cause = failure.get();
        if (cause != null) {
            throw new PlatformException(
                    "cannot copy into the container: " + cause, "See to it that the files can be read.", cause);
        }
    }

    /** The reader's failure counts unless a file that could not be read cut the archive off. */
    private static void read(
            Consumer<InputStream> reader, InputStream in, AtomicReference<@Nullable IOException> failure) {
        try {
            reader.accept(in);
        } catch (PlatformException e) {
            if (failure.get() == null) {
                throw e;
            }
        }
    }

    private static void write(OutputStream out, Writer writer, AtomicReference<@Nullable IOException> failure) {
        try (TarSourceStream stream = new TarSourceStream(new TarSource(new BufferedOutputStream(out, PIPE)))) {
            writer.write(stream.source());
            stream.finish();
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    void directory(String path, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path.substring(1) + "/");
        entry.setMode(mode);
        put(entry);
    }

    /** A file that was read. */
    @SuppressWarnings("ArrayRecordComponent") // its maker and its writer do not change it
    record Content(byte[] bytes, int mode, FileTime modified) {
        static Content of(Path file) throws IOException {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            return new Content(Files.readAllBytes(file), TarSource.mode(attributes), attributes.lastModifiedTime());
        }
    }

    void content(String path, Content content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path.substring(1));
        entry.setMode(content.mode());
        entry.setLastModifiedTime(content.modified());
        content(entry, content.bytes());
    }

    void content(String path, byte[] content, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path.substring(1));
        entry.setMode(mode);
        content(entry, content);
    }

    private void content(TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /**
     * Adds an archive within the archive, cut into files of some megabytes whose names follow each other: nobody knows its length
     * before it is written.
     */
    void parts(String directory, Writer writer) throws IOException {
        try (TarSourceStream stream =
                new TarSourceStream(new TarSource(new BufferedOutputStream(new PartStream(directory), PART)))) {
            writer.write(stream.source());
            stream.finish();
        }
    }

    void file(Path from, String to) throws IOException {
        file(from, to, Files.readAttributes(from, PosixFileAttributes.class));
    }

    private void file(Path from, String to, PosixFileAttributes attributes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(to.substring(1));
        entry.setMode(mode(attributes));
        entry.setLastModifiedTime(attributes.lastModifiedTime());
        entry.setSize(attributes.size());
        tar.putArchiveEntry(entry);
        Files.copy(from, tar);
        tar.closeArchiveEntry();
    }

    private void link(Path from, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(to.substring(1), TarConstants.LF_SYMLINK);
        entry.setLinkName(Files.readSymbolicLink(from).toString());
        put(entry);
    }

    private void put(TarArchiveEntry entry) throws IOException {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /**
     * Adds a directory's content below a path, or at the top when that is empty, with links, modes and times (make looks at them).
     * Sockets and devices are left out.
     */
    void tree(Path from, Set<Path> excluded, String to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes seen) throws IOException {
                if (excluded.contains(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (inside(directory).isEmpty()) {
                    return FileVisitResult.CONTINUE;
                }
                TarArchiveEntry entry = new TarArchiveEntry(inside(directory).substring(1) + "/");
                entry.setMode(mode(posix(directory)));
                entry.setLastModifiedTime(seen.lastModifiedTime());
                put(entry);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
                if (seen.isSymbolicLink()) {
                    link(file, inside(file));
                } else if (seen.isRegularFile()) {
                    file(file, inside(file), posix(file));
                }
                return FileVisitResult.CONTINUE;
            }

            private String inside(Path path) {
                String relative = from.relativize(path).toString();
                return relative.isEmpty() ? to : to + "/" + relative;
            }
        });
    }

    private static PosixFileAttributes posix(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(PosixFileAttributes attributes) {
        int mode = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            // Declared from the owner's reading to the others' executing, as mode bits stand.
            mode = mode << 1 | (attributes.permissions().contains(permission) ? 1 : 0);
        }
        return mode;
    }

    /** Makes each write a file of its own: a buffer before it makes them large. */
    private final class PartStream extends OutputStream {
        private final String directory;
        private int count;

        PartStream(String directory) {
            this.directory = directory;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            content(
                    String.format(Locale.ROOT, "%s/%08d", directory, count++),
                    Arrays.copyOfRange(bytes, offset, offset + length),
                    0600);
        }
    }

    /** Closes the archive without a word about an entry that an error left open. */
    private record TarSourceStream(TarSource source) implements AutoCloseable {
        void finish() throws IOException {
            source.tar.finish();
            source.tar.flush();
        }

        @Override
        public void close() throws IOException {
            source.tar.close();
        }
    }
}
