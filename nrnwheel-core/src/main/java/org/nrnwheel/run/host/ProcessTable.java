package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads Linux's process table, proc_pid_stat(5). */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;

    private ProcessTable() {}

    /**
     * One process.
     *
     * @param pid its id
     * @param parent its parent's id
     * @param session its session's id
     * @param start when it started, in clock ticks since boot: with the id it names a process for ever
     * @param dead whether it ended and waits to be waited for
     */
    record Row(long pid, long parent, long session, long start, boolean dead) {}

    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Reads all processes, by id. */
    static Map<Long, Row> read() {
        Map<Long, Row> rows = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                row(Long.parseLong(entry.getFileName().toString())).ifPresent(row -> rows.put(row.pid(), row));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + PROC, e);
        }
        return rows;
    }

    /** Reads one process, or nothing when it is gone. */
    static Optional<Row> row(long pid) {
        try {
            byte[] stat = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String text = new String(stat, StandardCharsets.ISO_8859_1);
            // The command's name stands in parentheses and may hold anything, parentheses and spaces included.
            String[] fields = SPACE.split(text.substring(text.lastIndexOf(')') + 2), -1);
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return Optional.of(new Row(
                    pid,
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[SESSION]),
                    Long.parseLong(fields[START]),
                    dead));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Says whether a process works in a directory or has it in its environment. */
    static boolean uses(long pid, Path directory) {
        Path entry = PROC.resolve(Long.toString(pid));
        try {
            if (Files.readSymbolicLink(entry.resolve("cwd")).startsWith(directory)) {
                return true;
            }
            byte[] environment = Files.readAllBytes(entry.resolve("environ"));
            return new String(environment, StandardCharsets.UTF_8).contains(directory + "/");
        } catch (IOException e) {
            return false;
        }
    }

    /** Says whether a process sees a directory at another path, by a mount of its own. */
    static boolean sees(long pid, Path directory, Path seen) {
        Path root = PROC.resolve(pid + "/root");
        try {
            return Files.isSameFile(root.resolve(seen.getRoot().relativize(seen)), directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what names this boot, so that ids of an earlier one are not taken for today's. */
    static String boot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
