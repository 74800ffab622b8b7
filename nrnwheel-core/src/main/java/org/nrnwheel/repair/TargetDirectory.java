package org.nrnwheel.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a repaired wheel goes: made when it is missing, and gone again, with its parents, when nothing came to be in it. */
final class TargetDirectory {
    private TargetDirectory() {}

    /**
     * Does something with a directory there.
     *
     * @throws RepairFailedException when it cannot be made
     */
    static void use(Path directory, Runnable action) {
        List<Path> made = missing(directory);
        boolean done = false;
        try {
            make(directory);
            action.run();
            done = true;
        } finally {
            if (!done) {
                made.forEach(TargetDirectory::deleteEmpty);
            }
        }
    }

    /** From the innermost on. */
    private static List<Path> missing(Path directory) {
        List<Path> missing = new ArrayList<>();
        for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RepairFailedException(
                    directory + " cannot be made: " + e, "Name a directory that can be written to.", e);
        }
    }

    private static void deleteEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // something else was put there meanwhile: it stays
        }
    }
}
