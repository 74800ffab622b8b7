package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file's digests.
 *
 * @param sha256 hexadecimal SHA-256
 * @param blake2 hexadecimal BLAKE2b of 256 bits
 * @param size how many bytes it has
 */
record Hashes(String sha256, String blake2, long size) {
    private static final int BUFFER = 1 << 16;

    static Hashes of(Path file) throws IOException {
        MessageDigest sha256 = newSha256();
        Blake2b blake2 = new Blake2b();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                blake2.update(buffer, 0, n);
                size += n;
            }
        }
        HexFormat hex = HexFormat.of();
        return new Hashes(hex.formatHex(sha256.digest()), hex.formatHex(blake2.digest()), size);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
