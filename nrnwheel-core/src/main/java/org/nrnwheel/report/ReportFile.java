package org.nrnwheel.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes documents so that nobody sees them half written. Stateless. */
final class ReportFile {
    private ReportFile() {}

    static void write(Path file, String content) {
        Path target = file.toAbsolutePath();
        try {
            Path directory = Files.createDirectories(target.resolveSibling("."));
            Path part = Files.createTempFile(directory, ".part", ".tmp");
            try {
                Files.writeString(part, content, StandardCharsets.UTF_8);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
