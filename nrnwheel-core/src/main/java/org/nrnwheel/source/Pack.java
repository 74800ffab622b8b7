package org.nrnwheel.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A pack of git objects with its index (format version 2, SHA-1 names): finds the type of an object.
 *
 * @param index the file {@code pack-….idx}; the pack lies beside it
 */
record Pack(Path index) {
    /** The type of annotated tags. */
    static final int TAG = 4;

    private static final int OFFSET_DELTA = 6;
    private static final int NAME_DELTA = 7;
    private static final int LONGEST_CHAIN = 4096;

    private static final int MAGIC = 0xff744f63;
    private static final int HEADER = 8;
    private static final int FANOUT = 256 * 4;
    private static final int NAME = 20;
    private static final long LARGE = 0x80000000L;

    /** The type of an object, or nothing when this pack does not hold it. */
    Optional<Integer> type(byte[] name) throws IOException {
        try (RandomAccessFile file = open(index)) {
            long offset = file.readInt() == MAGIC && file.readInt() == 2 ? offset(file, name) : -1;
            return offset < 0 ? Optional.empty() : typeAt(file, offset);
        }
    }

    /** An object stored as a difference has the type of what it differs from. */
    private Optional<Integer> typeAt(RandomAccessFile file, long start) throws IOException {
        String name = index.getFileName().toString().replaceFirst("\\.idx$", ".pack");
        try (RandomAccessFile pack = open(index.resolveSibling(name))) {
            long offset = start;
            for (int links = 0; links < LONGEST_CHAIN && offset >= 0; links++) {
                pack.seek(offset);
                int type = header(pack);
                if (type == OFFSET_DELTA) {
                    offset -= distance(pack);
                } else if (type == NAME_DELTA) {
                    byte[] base = new byte[NAME];
                    pack.readFully(base);
                    offset = offset(file, base);
                } else {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    /** Reads the type and passes over the size. */
    private static int header(RandomAccessFile pack) throws IOException {
        int first = pack.readUnsignedByte();
        int next = first;
        while ((next & 0x80) != 0) {
            next = pack.readUnsignedByte();
        }
        return first >> 4 & 7;
    }

    private static long distance(RandomAccessFile pack) throws IOException {
        int next = pack.readUnsignedByte();
        long value = next & 0x7f;
        while ((next & 0x80) != 0) {
            next = pack.readUnsignedByte();
            value = ((value + 1) << 7) + (next & 0x7f);
        }
        return value;
    }

    private static long offset(RandomAccessFile file, byte[] name) throws IOException {
        int first = name[0] & 0xff;
        long position = find(file, name, first == 0 ? 0 : fanout(file, first - 1), fanout(file, first));
        if (position < 0) {
            return -1;
        }
        long total = fanout(file, 255);
        long offsets = HEADER + FANOUT + total * (NAME + 4);
        long small = unsigned(file, offsets + position * 4);
        if (small < LARGE) {
            return small;
        }
        file.seek(offsets + total * 4 + (small - LARGE) * 8);
        return file.readLong();
    }

    private static long find(RandomAccessFile file, byte[] name, long from, long to) throws IOException {
        long low = from;
        long high = to;
        byte[] found = new byte[NAME];
        while (low < high) {
            long middle = (low + high) >>> 1;
            file.seek(HEADER + FANOUT + middle * NAME);
            file.readFully(found);
            int order = Arrays.compareUnsigned(found, name);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -1;
    }

    private static long fanout(RandomAccessFile file, int entry) throws IOException {
        return unsigned(file, HEADER + entry * 4L);
    }

    private static long unsigned(RandomAccessFile file, long position) throws IOException {
        file.seek(position);
        return Integer.toUnsignedLong(file.readInt());
    }

    private static RandomAccessFile open(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "r");
    }
}
