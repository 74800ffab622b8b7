package org.nrnwheel.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.result.WheelhouseException;
import org.nrnwheel.tag.BuildIdentifier;

/**
 * A wheelhouse that this build alone writes to, from opening to closing. Beside the wheels it holds {@code .nrnwheel}: the
 * journal, logs, reports, and what is not a wheel of this wheelhouse yet.
 */
final class WheelhouseDirectory implements AutoCloseable {
    private static final String CONTROL = ".nrnwheel";
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path root;
    private final Path logs;
    private final FileChannel channel;
    private final FileLock lock;

    private WheelhouseDirectory(Path root, Path logs, FileChannel channel, FileLock lock) {
        this.root = root;
        this.logs = logs;
        this.channel = channel;
        this.lock = lock;
    }

    /** Says where a request's wheels go. */
    static Path locate(BuildRequest request, Environment environment) {
        Path asked = request.options().wheelhouse().orElse(Path.of("wheelhouse"));
        return environment.workingDirectory().resolve(asked).normalize();
    }

    /**
     * Makes the directory where it is missing, takes its lock and removes what a killed run left half done.
     *
     * @throws WheelhouseException when it cannot be written to or another build is using it
     */
    static WheelhouseDirectory open(Path wheelhouse) {
        if (Files.exists(wheelhouse) && !Files.isDirectory(wheelhouse)) {
            throw new WheelhouseException(
                    "the wheelhouse is no directory: " + wheelhouse, "Give a directory as wheelhouse.", null);
        }
        try {
            Path root = Files.createDirectories(wheelhouse).toRealPath();
            Path control = Files.createDirectories(root.resolve(CONTROL));
            return lock(root, control);
        } catch (IOException e) {
            throw new WheelhouseException(
                    "cannot write to the wheelhouse " + wheelhouse + ": " + e,
                    "Make it writable, free space on its disk, or give another wheelhouse.",
                    e);
        }
    }

    private static WheelhouseDirectory lock(Path root, Path control) throws IOException {
        FileChannel channel =
                FileChannel.open(control.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new WheelhouseException(
                        "another build is using the wheelhouse " + root,
                        "Wait for its end, or give another wheelhouse.",
                        null);
            }
            WheelhouseDirectory opening = new WheelhouseDirectory(root, prepare(control), channel, lock);
            opened = true;
            return opening;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this JVM itself has it: another build of the same process
            return null;
        }
    }

    private static Path prepare(Path control) throws IOException {
        for (String name : new String[] {"incoming", "journal", "rejected"}) {
            Files.createDirectories(control.resolve(name));
        }
        try (DirectoryStream<Path> stale = Files.newDirectoryStream(control.resolve("incoming"))) {
            for (Path file : stale) {
                Files.delete(file);
            }
        }
        // The lock is held, so a directory of this name can only come from a clock that was set back.
        return Files.createDirectories(control.resolve("logs").resolve(RUN.format(Instant.now())));
    }

    Path root() {
        return root;
    }

    Path log(BuildIdentifier id) {
        return logs.resolve(id + ".log");
    }

    Path journal(BuildIdentifier id) {
        return root.resolve(CONTROL).resolve("journal").resolve(id + ".json");
    }

    /** A directory for what is not whole yet; the next run removes what a killed one left there. */
    Path incoming() {
        return root.resolve(CONTROL).resolve("incoming");
    }

    Path incoming(BuildIdentifier id, String fileName) {
        return incoming().resolve(id + "-" + fileName);
    }

    /** Where a wheel that failed its test is kept. */
    Path rejected(BuildIdentifier id, String fileName) {
        return root.resolve(CONTROL).resolve("rejected").resolve(id.toString()).resolve(fileName);
    }

    Path html() {
        return root.resolve(CONTROL).resolve("report.html");
    }

    Path junit() {
        return root.resolve(CONTROL).resolve("junit.xml");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
