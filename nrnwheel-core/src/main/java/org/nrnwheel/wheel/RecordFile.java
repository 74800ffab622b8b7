package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A RECORD: every file of a wheel or of an installed distribution with its hash and size ("Recording installed
 * projects", PEP 376 and 427). Immutable.
 */
public final class RecordFile {
    /** Digits that a long holds. */
    private static final int LONGEST_SIZE = 18;

    private final Map<String, RecordEntry> entries;

    private RecordFile(Map<String, RecordEntry> entries) {
        this.entries = entries;
    }

    /**
     * Reads a RECORD.
     *
     * @param text comma separated values
     * @return the record
     * @throws IllegalArgumentException when a line has not three fields, a size is no number, or a path stands twice
     *     with different hashes
     */
    public static RecordFile parse(String text) {
        Map<String, RecordEntry> entries = new LinkedHashMap<>();
        for (List<String> row : new CsvReader(text).rows()) {
            RecordEntry entry = entry(row);
            RecordEntry before = entries.put(entry.path(), entry);
            if (before != null && !before.equals(entry)) {
                throw new IllegalArgumentException("RECORD names " + entry.path() + " twice");
            }
        }
        return new RecordFile(entries);
    }

    /**
     * Returns the lines.
     *
     * @return the lines, in the order of the file
     */
    public List<RecordEntry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * Finds a path's line.
     *
     * @param path the path as it is written
     * @return its line, or nothing
     */
    public Optional<RecordEntry> find(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /**
     * Compares files on disk with this RECORD. Lines without a hash are passed over.
     *
     * @param root what paths are relative to: {@code site-packages}
     * @return a line for each file that is missing or has another size or hash
     * @throws IOException when a file cannot be read
     */
    public List<String> differencesBelow(Path root) throws IOException {
        List<String> differences = new ArrayList<>();
        for (RecordEntry entry : entries.values()) {
            if (!entry.hash().isEmpty() && !isOnDisk(entry, root.resolve(entry.path()))) {
                differences.add(entry.path() + " is not on disk as RECORD says");
            }
        }
        return differences;
    }

    private static boolean isOnDisk(RecordEntry entry, Path file) throws IOException {
        int equals = Math.max(0, entry.hash().indexOf('='));
        Optional<String> algorithm = Digests.algorithm(entry.hash().substring(0, equals));
        if (algorithm.isEmpty() || !Files.isRegularFile(file)) {
            return false;
        }
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            return entry.size().orElse(size) == size
                    && Digests.base64(algorithm.get(), in).equals(entry.hash().substring(equals + 1));
        }
    }

    private static RecordEntry entry(List<String> row) {
        if (row.size() != 3 || row.get(0).isEmpty()) {
            throw new IllegalArgumentException(
                    "RECORD has a line that is not path,hash,size: " + String.join(",", row));
        }
        return new RecordEntry(row.get(0), row.get(1), size(row));
    }

    private static OptionalLong size(List<String> row) {
        String text = row.get(2);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.length() > LONGEST_SIZE || !isNumber(text)) {
            throw new IllegalArgumentException("RECORD has a size that is no number: " + String.join(",", row));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Reads comma separated values as Python's csv module writes them (RFC 4180). */
    private static final class CsvReader {
        private static final String SPECIAL = "\",\n\r";

        private final String text;
        private final StringBuilder field = new StringBuilder();
        private final List<List<String>> rows = new ArrayList<>();
        private List<String> row = new ArrayList<>();
        private int at;

        CsvReader(String text) {
            this.text = text;
        }

        List<List<String>> rows() {
            while (at < text.length()) {
                take(text.charAt(at++));
            }
            endRow();
            return rows;
        }

        private void take(char c) {
            switch (c) {
                case '"' -> quoted();
                case ',' -> endField();
                case '\n', '\r' -> endRow();
                default -> plain(at - 1);
            }
        }

        private void plain(int start) {
            while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            field.append(text, start, at);
        }

        private void quoted() {
            for (; at < text.length(); at++) {
                if (text.charAt(at) != '"') {
                    field.append(text.charAt(at));
                } else if (text.startsWith("\"\"", at)) {
                    field.append(text.charAt(at++));
                } else {
                    at++;
                    return;
                }
            }
            throw new IllegalArgumentException("RECORD has a quotation mark without its end");
        }

        private void endField() {
            row.add(field.toString());
            field.setLength(0);
        }

        private void endRow() {
            if (!row.isEmpty() || !field.isEmpty()) {
                endField();
                rows.add(row);
                row = new ArrayList<>();
            }
        }
    }
}
