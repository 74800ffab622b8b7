package org.nrnwheel.rootfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Puts layers into a root, in order (OCI image layer specification): whiteouts are applied; device nodes, pipes and owners
 * are left out; limits hold over all layers. One thread only.
 */
final class LayerUnpacker {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String MARKER = ".wh..wh.";

    private final RootTree tree;
    private final UnpackLimits limits;
    /** What streams hold, with what is left out. */
    private final Meter streams = new Meter();
    /** What files hold: more than the streams when they are sparse. */
    private final Meter files = new Meter();

    private long entries;

    LayerUnpacker(RootTree tree, UnpackLimits limits) {
        this.tree = tree;
        this.limits = limits;
    }

    /**
     * Unpacks a layer.
     *
     * @param raw the layer, perhaps compressed
     * @param expected the digest of its uncompressed form, from the image's configuration
     * @throws ImageRootException when it is another layer, is hostile, or too large
     */
    void unpack(InputStream raw, Sha256 expected) throws IOException {
        try (DigestInputStream plain =
                        new DigestInputStream(new Bounded(Decompression.of(raw), streams), Sha256.digest());
                GuardedTar tar = new GuardedTar(plain)) {
            tree.beginLayer();
            for (Optional<TarArchiveEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                apply(entry.get(), tar);
            }
            tree.endLayer();
            plain.transferTo(OutputStream.nullOutputStream());
            Sha256 actual = Sha256.of(plain.getMessageDigest());
            if (!actual.equals(expected)) {
                throw ImageRootException.damaged("a layer is " + actual + ", not " + expected, null);
            }
        }
    }

    private void apply(TarArchiveEntry entry, GuardedTar tar) throws IOException {
        if (++entries > limits.entries()) {
            throw tooLarge(limits.entries() + " entries");
        }
        List<String> parts = parts(entry.getName(), entry);
        if (parts.isEmpty()) {
            if (entry.isDirectory()) {
                tree.directory(parts, entry.getMode(), entry.getLastModifiedTime());
            }
            return;
        }
        String name = parts.get(parts.size() - 1);
        if (name.startsWith(WHITEOUT)) {
            whiteout(parts.subList(0, parts.size() - 1), name);
        } else {
            write(parts, entry, tar);
        }
    }

    private void whiteout(List<String> directory, String name) throws IOException {
        if (name.equals(OPAQUE)) {
            tree.opaque(directory);
        } else if (!name.startsWith(MARKER)) {
            String hidden = name.substring(WHITEOUT.length());
            if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
                throw ImageRootException.malicious("a whiteout of no name: " + name);
            }
            tree.whiteout(directory, hidden);
        }
    }

    private void write(List<String> parts, TarArchiveEntry entry, GuardedTar tar) throws IOException {
        int mode = entry.getMode();
        FileTime time = entry.getLastModifiedTime();
        if (entry.isSymbolicLink()) {
            tree.symbolicLink(parts, entry.getLinkName());
        } else if (entry.isLink()) {
            tree.hardLink(parts, target(entry));
        } else if (entry.isDirectory()) {
            tree.directory(parts, mode, time);
        } else if (!entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()) {
            tree.file(parts, mode, time, new Bounded(tar.content(), files));
        }
    }

    private static List<String> target(TarArchiveEntry entry) {
        List<String> target = parts(entry.getLinkName(), entry);
        if (target.isEmpty()) {
            throw ImageRootException.malicious("a hard link to the root: " + entry.getName());
        }
        return target;
    }

    private static List<String> parts(String name, TarArchiveEntry entry) {
        List<String> parts = ScopedPaths.parts(name);
        if (parts.contains("..")) {
            throw ImageRootException.malicious("an entry that leads out of the image: " + entry.getName()
                    + (entry.isLink() ? " -> " + entry.getLinkName() : ""));
        }
        return parts;
    }

    private static ImageRootException tooLarge(String limit) {
        return new ImageRootException(
                "the image holds more than " + limit,
                "See whether it is the image that you mean; if so, allow more (UnpackLimits).",
                null);
    }

    /** Counts over all layers. */
    private final class Meter {
        private long used;

        private void took(long n) {
            used += n;
            if (used > limits.bytes()) {
                throw tooLarge(limits.bytes() + " bytes");
            }
        }
    }

    /** Counts what is read. */
    private static final class Bounded extends FilterInputStream {
        private final Meter meter;

        private Bounded(InputStream in, Meter meter) {
            super(in);
            this.meter = meter;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            meter.took(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            meter.took(Math.max(0, n));
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            meter.took(skipped);
            return skipped;
        }
    }
}
