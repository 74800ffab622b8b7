package org.nrnwheel.wheel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Checks an archive's directory for what can harm whoever unpacks it. */
final class EntryChecks {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    private final Path file;
    private final WheelLimits limits;
    private final long fileSize;

    EntryChecks(Path file, WheelLimits limits) {
        this.file = file;
        this.limits = limits;
        this.fileSize = file.toFile().length();
    }

    /** Returns the entries by name, in the archive's order. */
    Map<String, ZipArchiveEntry> check(Enumeration<ZipArchiveEntry> all) {
        Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
        long total = 0;
        while (all.hasMoreElements()) {
            ZipArchiveEntry entry = all.nextElement();
            check(entry);
            if (entries.put(entry.getName(), entry) != null) {
                throw wrong(entry, "stands twice");
            }
            total = checkTotal(entry, total + entry.getSize());
            checkCount(entries.size());
        }
        return Collections.unmodifiableMap(entries);
    }

    private void check(ZipArchiveEntry entry) {
        if (!isSafe(entry.getName()) || hasBackslash(entry.getRawName())) {
            throw wrong(entry, "has a name that is not a path inside the wheel");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw wrong(entry, "is encrypted");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            throw wrong(entry, "is compressed by method " + entry.getMethod() + "; wheels store or deflate");
        }
        if (entry.getSize() < 0 || entry.getSize() > limits.entrySize()) {
            throw wrong(entry, "unpacks to " + entry.getSize() + " bytes, more than " + limits.entrySize());
        }
    }

    private long checkTotal(ZipArchiveEntry entry, long total) {
        boolean bomb = total > limits.freeSize() && total / limits.ratio() > fileSize;
        if (total > limits.totalSize() || bomb) {
            throw wrong(entry, "is one too many: the wheel unpacks to more than " + total + " bytes");
        }
        return total;
    }

    private void checkCount(int count) {
        if (count > limits.entries()) {
            throw new InvalidWheelException(file, "it has more than " + limits.entries() + " entries", null);
        }
    }

    /** Says whether a name stays inside: no absolute path, drive, backslash, control character, empty or dotted part. */
    static boolean isSafe(String name) {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean plain = path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == 0x7f)
                && !DRIVE.matcher(path).lookingAt();
        return plain
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** The zip reader makes slashes of backslashes in some archives; other readers do not. */
    private static boolean hasBackslash(byte[] rawName) {
        return new String(rawName, StandardCharsets.ISO_8859_1).indexOf('\\') >= 0;
    }

    private InvalidWheelException wrong(ZipArchiveEntry entry, String problem) {
        return new InvalidWheelException(file, "entry '" + entry.getName() + "' " + problem, null);
    }
}
