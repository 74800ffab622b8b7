package org.nrnwheel.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Watches the arguments of all processes of this machine, those in containers among them, until it is closed. */
final class CommandLines implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "command-lines");
    private volatile boolean closed;

    static CommandLines watchAll() {
        CommandLines lines = new CommandLines();
        lines.thread.setDaemon(true);
        lines.thread.start();
        return lines;
    }

    private void watch() {
        while (!closed) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                processes
                        .filter(path -> path.getFileName().toString().matches("\\d+"))
                        .forEach(this::look);
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Path process) {
        try {
            byte[] words = Files.readAllBytes(process.resolve("cmdline"));
            seen.add(new String(words, StandardCharsets.UTF_8).replace('\0', ' '));
        } catch (IOException e) {
            // It has ended or is just ending.
        }
    }

    /** What was seen so far. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
