package org.nrnwheel.run;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A job's log file and the last lines of the running step. A full disk must not stop a build that may still deliver: the
 * first error is kept, and the log ends there. Safe for use by several threads.
 */
final class JobLog implements AutoCloseable {
    static final int LAST_LINES = 30;

    private final Path file;
    private final Writer writer;
    private final Deque<String> last = new ArrayDeque<>();
    private Optional<IOException> failure = Optional.empty();

    JobLog(Path file) throws IOException {
        this.file = file;
        // Not Files.newBufferedWriter: its channel closes when a writing thread is interrupted.
        this.writer =
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(file.toFile()), StandardCharsets.UTF_8));
    }

    Path file() {
        return file;
    }

    /** Writes a line of nrnwheel's own. */
    synchronized void note(String line) {
        write(List.of(line));
    }

    /** Begins a step: the last lines are its own from now on. */
    synchronized void begin(String step) {
        last.clear();
        write(List.of("== " + step));
    }

    /** Writes lines that a command printed. */
    synchronized void output(List<String> lines) {
        for (String line : lines) {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        write(lines);
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    /** Returns the first error of writing. */
    synchronized Optional<IOException> failure() {
        return failure;
    }

    private void write(List<String> lines) {
        if (failure.isPresent()) {
            return;
        }
        try {
            for (String line : lines) {
                writer.write(line);
                writer.write('\n');
            }
            writer.flush();
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
        }
    }
}
