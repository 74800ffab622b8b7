package org.nrnwheel.rootfs;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar stream whose headers may be hostile: what stands between two files' contents is bounded. One thread only. */
final class GuardedTar implements Closeable {
    /** Long names, extended headers and sparse maps of one entry; real ones have some hundred bytes. */
    private static final long MOST_HEADERS = 1 << 20;

    private static final int BLOCK = 512;

    private final Metered metered;
    private final TarArchiveInputStream tar;

    GuardedTar(InputStream in) {
        this.metered = new Metered(in);
        this.tar = new TarArchiveInputStream(metered, BLOCK, BLOCK, StandardCharsets.UTF_8.name());
    }

    /** Goes on to the next entry, or says that there is none. */
    Optional<TarArchiveEntry> next() throws IOException {
        metered.left = Long.MAX_VALUE;
        if (tar.getCurrentEntry() != null) {
            tar.transferTo(OutputStream.nullOutputStream());
        }
        metered.left = MOST_HEADERS;
        try {
            return Optional.ofNullable(tar.getNextEntry());
        } catch (IllegalArgumentException e) {
            throw new IOException("not a tar header: " + e.getMessage(), e);
        } finally {
            metered.left = Long.MAX_VALUE;
        }
    }

    /** Returns the content of the current entry. */
    InputStream content() {
        return tar;
    }

    /** Returns where in the stream the content of the current entry begins. */
    long offset() {
        return metered.count;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** Counts, and refuses to read on when a budget is used up. */
    private static final class Metered extends FilterInputStream {
        private long left = Long.MAX_VALUE;
        private long count;

        private Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            took(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            took(Math.max(0, n));
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            took(skipped);
            return skipped;
        }

        private void took(long n) throws IOException {
            count += n;
            left -= n;
            if (left < 0) {
                throw ImageRootException.malicious(
                        "the headers of an entry are larger than " + MOST_HEADERS + " bytes");
            }
        }
    }
}
