package org.nrnwheel.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/**
 * Layers that were fetched, by digest. What a broken connection left is gone on with; a layer has its name when all of it is
 * here and its digest was checked. Safe for use by several processes.
 */
final class LayerCache {
    private final Path directory;

    LayerCache(Path directory) {
        this.directory = directory;
    }

    /** Forgets a layer. */
    void discard(Sha256 digest) throws IOException {
        Files.deleteIfExists(file(digest));
    }

    /** Gives the bytes of a layer. */
    interface Remote {
        /**
         * Opens the layer.
         *
         * @param from how many bytes are here
         * @return the bytes from there on
         */
        Part open(long from) throws IOException;
    }

    /**
     * A part of a layer.
     *
     * @param from where it begins: where it was asked to, or at the beginning when the server cannot do that
     * @param bytes the bytes
     */
    record Part(long from, InputStream bytes) {}

    Path file(Sha256 digest) {
        return directory.resolve(digest.hex());
    }

    /** Fetches a layer that is not here. */
    void fetch(Sha256 digest, long size, Remote remote, LongConsumer progress) throws IOException {
        Path file = file(digest);
        if (!Files.isRegularFile(file)) {
            Files.createDirectories(directory);
            Path part = directory.resolve(digest.hex() + ".part");
            try (FileChannel channel = FileChannel.open(
                            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel, digest)) {
                assert lock.isValid();
                fetch(channel, digest, size, remote, progress);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        progress.accept(size);
    }

    private static FileLock lock(FileChannel channel, Sha256 digest) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // Another thread has it, which is the same as another process.
        }
        throw new ImageRootException(
                "another pull fetches layer " + digest.brief() + " just now", "Wait for it, then run again.", null);
    }

    private static void fetch(FileChannel file, Sha256 digest, long size, Remote remote, LongConsumer progress)
            throws IOException {
        MessageDigest seen = Sha256.digest();
        // Longer than the whole: not a beginning of it.
        long here = file.size() > size ? 0 : file.size();
        if (here < size) {
            Part part = remote.open(here);
            try (InputStream bytes = part.bytes()) {
                file.truncate(part.from());
                hash(file, seen);
                append(file, new DigestInputStream(bytes, seen), size, progress);
            }
        } else {
            hash(file, seen);
        }
        Sha256 actual = Sha256.of(seen);
        if (!actual.equals(digest)) {
            file.truncate(0);
            throw ImageRootException.damaged("a layer is " + actual + ", not " + digest, null);
        }
        file.force(true);
    }

    private static void hash(FileChannel file, MessageDigest seen) throws IOException {
        file.position(0);
        new DigestInputStream(Channels.newInputStream(file), seen).transferTo(OutputStream.nullOutputStream());
    }

    private static void append(FileChannel file, InputStream bytes, long size, LongConsumer progress)
            throws IOException {
        OutputStream out = Channels.newOutputStream(file);
        byte[] buffer = new byte[1 << 16];
        long here = file.position();
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            here += n;
            if (here > size) {
                throw ImageRootException.malicious(
                        "a layer is larger than the " + size + " bytes that its manifest says");
            }
            out.write(buffer, 0, n);
            progress.accept(here);
        }
        if (here < size) {
            throw new IOException("only " + here + " of " + size + " bytes came");
        }
    }
}
