package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.request.InvalidRequestException;

/**
 * What was sent and what became of it, as one JSON document a line, each on the disk before the next step. After a kill the last line
 * may be torn: it is left, and a new line begun. One run at a time has it. Safe for use by several threads.
 */
final class Ledger implements AutoCloseable {
    /** What is written down. */
    enum Entry {
        ATTEMPT,
        LOST,
        ANSWER,
        PUBLISHED,
        REFUSED
    }

    private static final String REMEDY = "Let it be writable, with room on its disk, or name another by --ledger.";

    private final FileChannel channel;
    private final @Nullable FileLock lock;
    private final Set<String> published = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    private Ledger(FileChannel channel) throws IOException {
        this.channel = channel;
        this.lock = channel.tryLock();
    }

    static Ledger open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return opened(file, channel);
        } catch (IOException e) {
            throw new InvalidRequestException("the ledger " + file + " cannot be used: " + e, REMEDY);
        }
    }

    private static Ledger opened(Path file, FileChannel channel) throws IOException {
        try {
            Ledger ledger = new Ledger(channel);
            if (ledger.lock == null) {
                throw new OverlappingFileLockException();
            }
            ledger.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            return ledger;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new InvalidRequestException(
                    "another run publishes by the ledger " + file, "Wait for it, or name another ledger.");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void read(String text) throws IOException {
        text.lines().forEach(this::readLine);
        channel.position(channel.size());
        if (!text.isEmpty() && !text.endsWith("\n")) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private void readLine(String line) {
        try {
            Json.parse(line, "ledger", entry -> {
                note(
                        key(entry.string("repository"), entry.string("file"), entry.string("sha256")),
                        entry.word("event", Entry.class));
                return entry;
            });
        } catch (InvalidJsonException e) {
            // Torn by a kill: what it would have said is asked of the index.
        }
    }

    private static String key(String repository, String file, String sha256) {
        return repository + "\n" + file + "\n" + sha256;
    }

    private void note(String key, Entry entry) {
        switch (entry) {
            case ATTEMPT, LOST -> open.add(key);
            case PUBLISHED -> published.add(key);
            case REFUSED -> open.remove(key);
            case ANSWER -> {}
        }
    }

    /** Says whether an earlier run published the file. */
    synchronized boolean published(String repository, String file, String sha256) {
        return published.contains(key(repository, file, sha256));
    }

    /** Says whether an earlier run sent the file and does not know what became of it. */
    synchronized boolean open(String repository, String file, String sha256) {
        String key = key(repository, file, sha256);
        return open.contains(key) && !published.contains(key);
    }

    /** Writes a line, to the disk. */
    synchronized void write(Entry entry, String repository, String file, String sha256, int attempt, String detail)
            throws IOException {
        ObjectNode node = Json.object();
        node.put("time", Instant.now().toString());
        node.put("event", Json.word(entry));
        node.put("repository", repository);
        node.put("file", file);
        node.put("sha256", sha256);
        node.put("attempt", attempt);
        if (!detail.isEmpty()) {
            node.put("detail", detail);
        }
        note(key(repository, file, sha256), entry);
        ByteBuffer line = ByteBuffer.wrap((Json.writeCompact(node) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    /** Releases it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Every line was on the disk before.
            open.clear();
        }
    }
}
