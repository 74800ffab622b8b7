package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps other processes, and other threads of this one, out of a directory; it ends with the process at the latest. */
final class DirectoryLock {
    private static final long AGAIN_MILLIS = 100;

    private DirectoryLock() {}

    /** What is done while the lock is held. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /** Waits until the directory is free, and makes it when it is missing. */
    static <T> T holding(Path directory, Action<T> action) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(".lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = lock(channel);
            try {
                return action.run();
            } finally {
                lock.release();
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                // Another thread has it. The channel stays open: closing it would end that thread's lock, too.
                Waits.sleep(AGAIN_MILLIS);
            }
        }
    }
}
