package org.nrnwheel.wheel;

import java.nio.file.Path;

/**
 * A wheel file at a moment: all evidence is about its SHA-256.
 *
 * @param path the file
 * @param sha256 hexadecimal SHA-256 of its bytes
 * @param size its size in bytes
 */
public record WheelArtifact(Path path, String sha256, long size) {
    /**
     * Returns the file's name.
     *
     * @return e.g. {@code demo-1.0-cp311-cp311-linux_x86_64.whl}
     */
    public String fileName() {
        return String.valueOf(path.getFileName());
    }
}
