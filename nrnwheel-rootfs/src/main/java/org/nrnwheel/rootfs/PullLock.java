package org.nrnwheel.rootfs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.nrnwheel.env.Environment;

/** Keeps two pulls out of one directory; it ends with the process at the latest. */
final class PullLock implements Closeable {
    private final FileChannel channel;

    private PullLock(FileChannel channel) {
        this.channel = channel;
    }

    static PullLock of(Environment environment, Path directory) throws IOException {
        Path locks = Files.createDirectories(environment.cacheDirectory().resolve("locks"));
        String name =
                Sha256.of(directory.toString().getBytes(StandardCharsets.UTF_8)).hex();
        FileChannel channel =
                FileChannel.open(locks.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread has it, which is the same as another process.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new ImageRootException("another pull into the same directory runs", "Wait for it.", null);
        }
        return new PullLock(channel);
    }

    /** Says that the lock is still held. */
    boolean held() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
