package org.nrnwheel.rootfs;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** A tar file whose members are found by name; a compressed one is unpacked into a temporary file first. One thread only. */
final class ArchiveFile implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_LINKS = 10;
    /** An image of a thousand layers is unheard of. */
    private static final int MOST_MEMBERS = 100_000;

    private final Path file;
    private final boolean temporary;
    private final Map<String, Span> members = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private ArchiveFile(Path file, boolean temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    private record Span(long offset, long size) {}

    /**
     * Opens an archive.
     *
     * @param archive the file
     * @param scratch where a compressed one is unpacked
     * @param most the size that it may have then
     */
    static ArchiveFile open(Path archive, Path scratch, long most) throws IOException {
        ArchiveFile opened = isCompressed(archive)
                ? new ArchiveFile(plain(archive, scratch, most), true)
                : new ArchiveFile(archive, false);
        boolean read = false;
        try {
            opened.readMembers();
            read = true;
        } finally {
            if (!read) {
                opened.close();
            }
        }
        return opened;
    }

    private static boolean isCompressed(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            byte[] magic = in.readNBytes(4);
            return Decompression.isGzip(magic) || Decompression.isZstd(magic);
        }
    }

    private static Path plain(Path archive, Path scratch, long most) throws IOException {
        Files.createDirectories(scratch);
        Path plain = Files.createTempFile(scratch, "archive-", ".tar");
        boolean whole = false;
        try (InputStream in = Decompression.of(Files.newInputStream(archive));
                OutputStream out = Files.newOutputStream(plain)) {
            long size = new Slice(in, most).transferTo(out);
            if (size == most && in.read() >= 0) {
                throw ImageRootException.malicious("the archive holds more than " + most + " bytes");
            }
            whole = true;
            return plain;
        } finally {
            if (!whole) {
                Files.deleteIfExists(plain);
            }
        }
    }

    private void readMembers() throws IOException {
        try (GuardedTar tar = new GuardedTar(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (Optional<TarArchiveEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                TarArchiveEntry member = entry.get();
                String name = String.join("/", ScopedPaths.parts(member.getName()));
                if (member.isSymbolicLink()) {
                    links.put(name, beside(name, member.getLinkName()));
                } else if (member.isLink()) {
                    links.put(name, String.join("/", ScopedPaths.parts(member.getLinkName())));
                } else if (member.isFile() && !member.isSparse()) {
                    members.put(name, new Span(tar.offset(), member.getSize()));
                }
                if (members.size() + links.size() > MOST_MEMBERS) {
                    throw ImageRootException.malicious("the archive has more than " + MOST_MEMBERS + " members");
                }
            }
        }
    }

    /** Docker before 25 writes a layer that an image has twice as a link to the other one. */
    private static String beside(String name, String target) {
        Path directory = Path.of("/" + name).getParent();
        Path path =
                (directory == null ? Path.of("/") : directory).resolve(target).normalize();
        return path.toString().substring(1);
    }

    boolean has(String name) {
        return span(name).isPresent();
    }

    private Optional<Span> span(String name) {
        String at = name;
        for (int i = 0; i < MOST_LINKS && links.containsKey(at); i++) {
            at = links.getOrDefault(at, at);
        }
        return Optional.ofNullable(members.get(at));
    }

    private Span existing(String name) {
        return span(name).orElseThrow(() -> ImageRootException.damaged("the archive lacks " + name, null));
    }

    long size(String name) {
        return existing(name).size();
    }

    /** Reads a small member. */
    byte[] read(String name) throws IOException {
        if (size(name) > Manifests.MOST_BYTES) {
            throw ImageRootException.malicious(name + " in the archive has " + size(name) + " bytes");
        }
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    InputStream open(String name) throws IOException {
        Span span = existing(name);
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(span.offset());
        return new Slice(in, span.size());
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }

    /** The next so many bytes of a stream. */
    private static final class Slice extends FilterInputStream {
        private long left;

        private Slice(InputStream in, long size) {
            super(in);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            int value = left == 0 ? -1 : super.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int n = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(Math.min(n, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
