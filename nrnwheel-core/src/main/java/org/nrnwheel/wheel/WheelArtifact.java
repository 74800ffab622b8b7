package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A wheel file at a moment: all evidence is about its SHA-256.
 *
 * @param path the file
 * @param sha256 hexadecimal SHA-256 of its bytes
 * @param size its size in bytes
 */
public record WheelArtifact(Path path, String sha256, long size) {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads a wheel's digest.
     *
     * @param file the wheel
     * @return the artifact
     * @throws IOException when the file cannot be read
     */
    public static WheelArtifact of(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
            }
        }
        return new WheelArtifact(file, HexFormat.of().formatHex(digest.digest()), size);
    }

    /**
     * Returns the file's name.
     *
     * @return e.g. {@code demo-1.0-cp311-cp311-linux_x86_64.whl}
     */
    public String fileName() {
        return String.valueOf(path.getFileName());
    }
}
