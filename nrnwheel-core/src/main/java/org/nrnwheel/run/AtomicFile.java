package org.nrnwheel.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that appear whole or not at all. Written by java.io, not by channels: a channel closes when its thread is
 * interrupted, and a finished job's record must not be lost to a cancellation.
 */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes a small text file; what was there before stays until all is on the disk. */
    static void write(Path file, String content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Brings a finished file to the disk and gives it its name, instead of an older file of that name. */
    static void move(Path from, Path to) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(from.toFile(), "rw")) {
            file.getFD().sync();
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
