package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.json.InvalidJsonException;

/**
 * A root that an image was unpacked into. Immutable.
 *
 * @param directory the root, absolute
 * @param image what the image says of itself
 */
public record ImageRoot(Path directory, ImageDescription image) {
    private static final String DESCRIPTION = ".nrnwheel/image.json";

    /**
     * Reads the description of an image that lies in its root.
     *
     * @param directory the root
     * @return the root, or nothing when no image was unpacked there
     * @throws ImageRootException when the description cannot be read
     */
    public static Optional<ImageRoot> find(Path directory) {
        Path file = directory.resolve(DESCRIPTION);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ImageRoot(directory.toAbsolutePath(), ImageDescription.fromJson(Files.readString(file))));
        } catch (IOException | InvalidJsonException e) {
            throw new ImageRootException(
                    "the description of the image cannot be read: " + file + ": " + e.getMessage(),
                    "Remove " + directory + " and pull the image again.",
                    e);
        }
    }

    /** Writes the description, instead of what a layer may have put there. */
    static void describe(RootTree tree, ImageDescription description) throws IOException {
        tree.add(DESCRIPTION, description.toJson());
    }
}
