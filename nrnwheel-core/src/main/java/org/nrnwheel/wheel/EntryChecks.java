package org.nrnwheel.wheel;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.zip.ZipMember;

/** Checks an archive's directory for what can harm whoever unpacks it. */
final class EntryChecks {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    /** That of Python's zipfile, with which pip reads wheels. */
    private static final int NEWEST = 63;

    private final Path file;
    private final WheelLimits limits;
    private final long fileSize;

    EntryChecks(Path file, WheelLimits limits) {
        this.file = file;
        this.limits = limits;
        this.fileSize = file.toFile().length();
    }

    /** Returns the entries by name, in the archive's order. */
    Map<String, ZipMember> check(List<ZipMember> all) {
        Map<String, ZipMember> entries = new LinkedHashMap<>();
        long total = 0;
        for (ZipMember entry : all) {
            check(entry);
            if (entries.put(entry.name(), entry) != null) {
                throw wrong(entry, "stands twice");
            }
            total = checkTotal(entry, total + entry.size());
            checkCount(entries.size());
        }
        return Collections.unmodifiableMap(entries);
    }

    private void check(ZipMember entry) {
        if (!isSafe(entry.name())) {
            throw wrong(entry, "has a name that is not a path inside the wheel");
        }
        if (entry.hasOtherName()) {
            throw wrong(entry, "has a second name (extra field 0x7075), which only some readers take");
        }
        if (entry.isEncrypted()) {
            throw wrong(entry, "is encrypted");
        }
        if (entry.needs() > NEWEST) {
            throw wrong(
                    entry, "needs a reader of version " + entry.needs() / 10.0 + " of the format; installers know 6.3");
        }
        if (!entry.isStored() && !entry.isDeflated()) {
            throw wrong(entry, "is compressed by method " + entry.method() + "; wheels store or deflate");
        }
        if (entry.size() < 0 || entry.size() > limits.entrySize()) {
            throw wrong(entry, "unpacks to " + entry.size() + " bytes, more than " + limits.entrySize());
        }
    }

    private long checkTotal(ZipMember entry, long total) {
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
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            char c = i < path.length() ? path.charAt(i) : '/';
            if (c < ' ' || c == '\\' || c == 0x7f || (c == '/' && !isSafePart(path, start, i))) {
                return false;
            }
            start = c == '/' ? i + 1 : start;
        }
        return !DRIVE.matcher(path).lookingAt();
    }

    private static boolean isSafePart(String path, int start, int end) {
        int length = end - start;
        boolean dots = length <= 2 && path.startsWith("..".substring(0, length), start);
        return length > 0 && !dots;
    }

    private InvalidWheelException wrong(ZipMember entry, String problem) {
        return new InvalidWheelException(file, "entry '" + printable(entry.name()) + "' " + problem, null);
    }

    /** What is wrong with a name may be a character that nobody sees, or that a terminal obeys. */
    private static String printable(String name) {
        return name.chars()
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\x%02x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
