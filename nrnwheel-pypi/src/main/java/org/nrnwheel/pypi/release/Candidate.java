package org.nrnwheel.pypi.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * A wheel that is to be released.
 *
 * @param path the file
 * @param name its name
 * @param sha256 hexadecimal SHA-256 of its bytes
 * @param size its size in bytes
 */
record Candidate(Path path, WheelName name, String sha256, long size) {
    static Candidate of(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new InvalidRequestException("there is no wheel " + path, "Give the paths of wheels.");
        }
        try {
            WheelArtifact artifact = WheelArtifact.of(path);
            return new Candidate(path, WheelName.parse(fileName(path)), artifact.sha256(), artifact.size());
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidRequestException(path + " is no wheel: " + e.getMessage(), "Give the paths of wheels.");
        }
    }

    String file() {
        return fileName(path);
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
