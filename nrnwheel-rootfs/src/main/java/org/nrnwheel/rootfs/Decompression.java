package org.nrnwheel.rootfs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Opens what may be compressed by what its first bytes say: registries' media types are not always right. */
final class Decompression {
    private static final int MAGIC = 4;
    private static final int BUFFER = 1 << 16;

    private Decompression() {}

    static InputStream of(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, BUFFER);
        in.mark(MAGIC);
        byte[] magic = in.readNBytes(MAGIC);
        in.reset();
        return new BufferedInputStream(plain(in, magic), BUFFER);
    }

    private static InputStream plain(InputStream in, byte[] magic) throws IOException {
        if (isGzip(magic)) {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
        return isZstd(magic) ? new ZstdCompressorInputStream(in) : in;
    }

    static boolean isGzip(byte[] magic) {
        return starts(magic, 0x1f, 0x8b);
    }

    /** RFC 8878: a frame, or one of the sixteen kinds of skippable frames. */
    static boolean isZstd(byte[] magic) {
        boolean skippable =
                magic.length == MAGIC && (magic[0] & 0xf0) == 0x50 && starts(magic, magic[0] & 0xff, 0x2a, 0x4d, 0x18);
        return skippable || starts(magic, 0x28, 0xb5, 0x2f, 0xfd);
    }

    private static boolean starts(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
