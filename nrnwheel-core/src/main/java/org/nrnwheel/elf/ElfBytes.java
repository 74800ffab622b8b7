package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of one file, in its byte order and word size. Every access is checked against the file's size. */
final class ElfBytes {
    private final ByteBuffer buffer;
    private final boolean wide;
    private final String name;

    ElfBytes(ByteBuffer buffer, boolean wide, ByteOrder order, String name) {
        this.buffer = buffer.duplicate().order(order);
        this.wide = wide;
        this.name = name;
    }

    /** Reads and writes other bytes in the same byte order and word size. */
    ElfBytes over(byte[] bytes) {
        return new ElfBytes(ByteBuffer.wrap(bytes), wide, buffer.order(), name);
    }

    /** Whether words have 64 bits. */
    boolean wide() {
        return wide;
    }

    int wordSize() {
        return wide ? Long.BYTES : Integer.BYTES;
    }

    ByteOrder order() {
        return buffer.order();
    }

    String name() {
        return name;
    }

    long size() {
        return buffer.limit();
    }

    Cursor at(long offset, String structure) {
        return new Cursor(this, offset, structure);
    }

    int u8(long offset, String field) {
        return buffer.get(check(offset, Byte.BYTES, field)) & 0xff;
    }

    int u16(long offset, String field) {
        return buffer.getShort(check(offset, Short.BYTES, field)) & 0xffff;
    }

    long u32(long offset, String field) {
        return buffer.getInt(check(offset, Integer.BYTES, field)) & 0xffffffffL;
    }

    long u64(long offset, String field) {
        return buffer.getLong(check(offset, Long.BYTES, field));
    }

    /** A word of the file's class; one of 64 bits with its top bit set is negative and so out of every bound. */
    long word(long offset, String field) {
        return wide ? u64(offset, field) : u32(offset, field);
    }

    void putU8(long offset, long value, String field) {
        buffer.put(check(offset, Byte.BYTES, field), (byte) value);
    }

    void putU16(long offset, long value, String field) {
        buffer.putShort(check(offset, Short.BYTES, field), (short) value);
    }

    void putU32(long offset, long value, String field) {
        buffer.putInt(check(offset, Integer.BYTES, field), (int) value);
    }

    void putWord(long offset, long value, String field) {
        if (wide) {
            buffer.putLong(check(offset, Long.BYTES, field), value);
        } else {
            putU32(offset, value, field);
        }
    }

    void put(long offset, byte[] bytes, String field) {
        buffer.duplicate().position(check(offset, bytes.length, field)).put(bytes);
    }

    /** Copies a range. */
    byte[] copy(long offset, long size, String field) {
        byte[] bytes = new byte[(int) checkSize(offset, size, field)];
        buffer.get((int) offset, bytes);
        return bytes;
    }

    /** A view of a range, for reading. */
    ByteBuffer view(long offset, long size, String field) {
        checkSize(offset, size, field);
        return buffer.slice((int) offset, (int) size).asReadOnlyBuffer().order(buffer.order());
    }

    /** The bytes up to a NUL, which must come before the end of the range that starts here. */
    byte[] terminated(long offset, long room, String field) {
        checkSize(offset, room, field);
        int start = (int) offset;
        int limit = (int) (offset + room);
        int end = start;
        while (end < limit && buffer.get(end) != 0) {
            end++;
        }
        if (end == limit) {
            throw wrong(offset, field, "is a string without an end");
        }
        byte[] string = new byte[end - start];
        buffer.get(start, string);
        return string;
    }

    String string(long offset, long room, String field) {
        return new String(terminated(offset, room, field), StandardCharsets.UTF_8);
    }

    /** Checks that a range lies inside the file and returns its size. */
    long checkSize(long offset, long size, String field) {
        if (offset < 0 || size < 0 || offset > size() || size > size() - offset) {
            throw wrong(offset, field, "(0x" + Long.toHexString(size) + " bytes) reaches beyond the file's end");
        }
        return size;
    }

    /** Says whether a range lies inside the file. */
    boolean holds(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= size() && size <= size() - offset;
    }

    ElfException wrong(long offset, String field, String problem) {
        return new ElfException(name, offset, field, problem);
    }

    private int check(long offset, int size, String field) {
        checkSize(offset, size, field);
        return (int) offset;
    }
}
