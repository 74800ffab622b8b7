package org.nrnwheel.deflate;

import java.util.Arrays;

/** Bits in an array, lowest first. For one thread. */
final class BitWriter {
    private final byte[] bytes;
    private int length;
    private long bits;
    private int count;

    /** Holds {@code capacity} bytes. */
    BitWriter(int capacity) {
        bytes = new byte[capacity + Long.BYTES];
    }

    /** Appends up to 48 bits, of which the others are zero. */
    void put(long value, int number) {
        bits |= value << count;
        count += number;
        if (count >= Short.SIZE) {
            Words.putEight(bytes, length, bits);
            int whole = count >>> 3;
            length += whole;
            bits >>>= whole << 3;
            count &= 7;
        }
    }

    /** How many bits of the last byte are used, 0 when it is whole. */
    int partOfByte() {
        return count & 7;
    }

    /** Fills the last byte with zeros. */
    void align() {
        put(0, -count & 7);
        while (count > 0) {
            bytes[length++] = (byte) bits;
            bits >>>= 8;
            count -= 8;
        }
    }

    /** Appends whole bytes; what is there must end at a byte. */
    void put(byte[] from, int start, int number) {
        align();
        System.arraycopy(from, start, bytes, length, number);
        length += number;
    }

    byte[] toBytes() {
        align();
        return Arrays.copyOf(bytes, length);
    }

    /** Appends what a block consists of: literals, and lengths (times 65536) with distances. */
    void put(int[] tokens, int number, Codes codes) {
        byte[] to = bytes;
        int at = length;
        long pending = bits;
        int have = count;
        for (int i = 0; i < number; i++) {
            int token = tokens[i];
            int repeated = token >>> 16;
            if (repeated == 0) {
                int literal = codes.literals[token];
                pending |= (long) (literal >>> 5) << have;
                have += literal & 31;
            } else {
                int first = codes.lengths[repeated];
                pending |= (long) (first >>> 5) << have;
                have += first & 31;
                int distance = (token & 0xffff) - 1;
                int more = 30 - Integer.numberOfLeadingZeros(distance | 2);
                int second = codes.distances[(more << 1) + (distance >>> more)];
                pending |= (long) (second >>> 5) << have;
                have += second & 31;
                pending |= (long) (distance & ((1 << more) - 1)) << have;
                have += more;
            }
            if (have >= Short.SIZE) {
                Words.putEight(to, at, pending);
                at += have >>> 3;
                pending >>>= have & ~7;
                have &= 7;
            }
        }
        length = at;
        bits = pending;
        count = have;
    }
}
