package org.nrnwheel.elf;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The strings for dynamic linking, {@code .dynstr}: each ends with a NUL inside the table. Strings may be ends of others, so
 * hostile tables name one long string a million times: all that is read of one must stay in a measure of the file's size.
 * Safe for use by several threads.
 */
final class StringTable {
    /** How many times the file's size all names may take; of real files they take a fraction. */
    static final int MULTIPLE = 8;

    private static final long FREE = 1 << 16;

    private final ElfBytes bytes;
    private final long offset;
    private final long size;
    private final AtomicLong left;

    StringTable(ElfBytes bytes, long offset, long size) {
        this.bytes = bytes;
        this.offset = offset;
        this.size = size;
        this.left = new AtomicLong(FREE + MULTIPLE * bytes.size());
    }

    long offset() {
        return offset;
    }

    long size() {
        return size;
    }

    /** The same table, to be read once more. */
    StringTable again() {
        return new StringTable(bytes, offset, size);
    }

    String at(long index, String field) {
        check(index, field);
        return counted(bytes.string(offset + index, size - index, field), field);
    }

    byte[] rawAt(long index, String field) {
        check(index, field);
        return bytes.terminated(offset + index, size - index, field);
    }

    void check(long index, String field) {
        if (index < 0 || index >= size) {
            throw bytes.wrong(offset, field, "names string " + index + " of a table of " + size + " bytes");
        }
    }

    private String counted(String text, String field) {
        if (left.addAndGet(-text.length()) < 0) {
            throw bytes.wrong(
                    offset, field, "is one name too many: all names take " + MULTIPLE + " times the file's size");
        }
        return text;
    }
}
