package org.nrnwheel.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A source checkout, read only: no method writes into it, {@code .git} included.
 *
 * @param directory its absolute, real directory
 */
public record SourceTree(Path directory) {
    /**
     * Opens a tree.
     *
     * @param directory the directory, absolute
     * @return the tree
     * @throws SourceException when there is no such directory
     */
    public static SourceTree open(Path directory) {
        try {
            Path real = directory.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new SourceException(
                        "the source is no directory: " + directory, "Give the directory of a source checkout.", null);
            }
            return new SourceTree(real);
        } catch (IOException e) {
            throw new SourceException(
                    "there is no source directory " + directory, "Give the directory of a source checkout.", e);
        }
    }

    /**
     * Says whether a file or directory is there.
     *
     * @param relative path below the tree
     * @return whether it is
     */
    public boolean has(String relative) {
        return Files.exists(directory.resolve(relative));
    }

    /**
     * Reads a text file.
     *
     * @param relative path below the tree
     * @return its content, bytes that are no UTF-8 replaced; nothing when it is missing
     * @throws SourceException when it cannot be read
     */
    public Optional<String> read(String relative) {
        Path file = directory.resolve(relative);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SourceException("cannot read " + file + ": " + e.getMessage(), "Make it readable.", e);
        }
    }
}
