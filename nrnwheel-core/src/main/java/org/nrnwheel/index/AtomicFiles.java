package org.nrnwheel.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.nrnwheel.wheel.WheelArtifact;

/** Writes files that appear whole or not at all. */
final class AtomicFiles {
    private interface Writer {
        void write(Path temporary) throws IOException;
    }

    private AtomicFiles() {}

    /** Writes a file; one that has these bytes already is left alone, with its time. */
    static void write(Path file, byte[] bytes) throws IOException {
        if (!hasBytes(file, bytes)) {
            replace(file, temporary -> Files.write(temporary, bytes));
        }
    }

    static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies a wheel whose digest is known: one that is written to meanwhile does not get in. */
    static void copy(WheelArtifact from, Path to) throws IOException {
        replace(to, temporary -> {
            Files.copy(from.path(), temporary, StandardCopyOption.REPLACE_EXISTING);
            if (!WheelArtifact.of(temporary).sha256().equals(from.sha256())) {
                throw new IOException(from.path() + " changed while it was copied");
            }
        });
    }

    private static boolean hasBytes(Path file, byte[] bytes) throws IOException {
        try {
            return Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void replace(Path file, Writer writer) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".nrnwheel-", ".tmp");
        try {
            writer.write(temporary);
            publish(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A temporary file is its owner's alone; a web server is often another user. */
    private static void publish(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
