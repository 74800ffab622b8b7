package org.nrnwheel.deflate;

import java.util.Arrays;

/**
 * Finds bytes that have been there before. Positions whose next four bytes have one hash make a chain, newest first; of those
 * whose next three bytes have one hash only the newest is known. For one thread.
 */
final class MatchFinder {
    /** How far back a match may lie. */
    static final int WINDOW = 1 << 15;

    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    /** What is hashed for a chain, and so the least number of bytes that must be left. */
    static final int HASHED = 4;

    private static final int HASH_BITS = 15;
    private static final int SHORT_HASH_BITS = 14;
    /** How many positions of a chain are tried. */
    private static final int TRIES = 4;
    /** A match of this length is taken without looking for a longer one. */
    private static final int NICE = 32;
    /** Three bytes from farther away cost more than they save. */
    private static final int NEAR = 1 << 12;
    /** Farther back than any position can see. */
    private static final int NONE = -WINDOW;
    /** The golden ratio's, times 2 to the 32nd: it spreads what it multiplies. */
    private static final int MULTIPLIER = 0x9E3779B1;

    private final byte[] bytes;
    private final int end;
    private final int[] newest = new int[1 << HASH_BITS];
    private final int[] newestShort = new int[1 << SHORT_HASH_BITS];
    /** By position, as far as it is within the window: the one before it in its chain. */
    private final int[] before = new int[WINDOW];

    /** Nothing from {@code end} on is looked at. */
    MatchFinder(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        Arrays.fill(newest, NONE);
        Arrays.fill(newestShort, NONE);
    }

    /** Makes known the positions from one to another, as far as they have {@link #HASHED} bytes left. */
    void skip(int from, int to) {
        byte[] of = bytes;
        int[] chain = before;
        int stop = Math.min(to, end - HASHED + 1);
        for (int at = from; at < stop; at++) {
            int word = Words.four(of, at);
            int hash = hash(word);
            chain[at & (chain.length - 1)] = newest[hash];
            newest[hash] = at;
            newestShort[shortHash(word)] = at;
        }
    }

    /**
     * Finds a match for a position that has {@link #HASHED} bytes left, and makes the position known.
     *
     * @return the length times 65536, and the distance; 0 when there is none
     */
    int find(int at) {
        int word = Words.four(bytes, at);
        int hash = hash(word);
        int from = newest[hash];
        newest[hash] = at;
        before[at & (before.length - 1)] = from;
        int shortHash = shortHash(word);
        int near = newestShort[shortHash];
        newestShort[shortHash] = at;
        if (at - from < WINDOW) {
            int match = search(bytes, before, at, from, end);
            if (match != 0) {
                return match;
            }
        }
        boolean isNear = at - near <= NEAR && (Words.four(bytes, near) ^ word) << Byte.SIZE == 0;
        return isNear ? (SHORTEST << 16) | (at - near) : 0;
    }

    private static int hash(int word) {
        return (word * MULTIPLIER) >>> (32 - HASH_BITS);
    }

    private static int shortHash(int word) {
        return ((word << Byte.SIZE) * MULTIPLIER) >>> (32 - SHORT_HASH_BITS);
    }

    /** Only what agrees in the last four of the bytes that a longer match must have is compared whole. */
    private static int search(byte[] of, int[] chain, int at, int newest, int end) {
        int limit = at - WINDOW;
        int from = newest;
        int last = 0;
        int tail = Words.four(of, at);
        int match = 0;
        int tries = TRIES;
        do {
            if (Words.four(of, from + last) == tail) {
                int length = length(of, from, at, Math.min(LONGEST, end - at));
                if (length > last + SHORTEST) {
                    match = (length << 16) | (at - from);
                    if (length >= NICE || at + length == end) {
                        break;
                    }
                    last = length - SHORTEST;
                    tail = Words.four(of, at + last);
                }
            }
            from = chain[from & (chain.length - 1)];
        } while (from > limit && --tries > 0);
        return match;
    }

    private static int length(byte[] of, int from, int at, int longest) {
        int length = 0;
        while (length + Long.BYTES <= longest) {
            long differs = Words.eight(of, from + length) ^ Words.eight(of, at + length);
            if (differs != 0) {
                return length + (Long.numberOfTrailingZeros(differs) >>> 3);
            }
            length += Long.BYTES;
        }
        while (length < longest && of[from + length] == of[at + length]) {
            length++;
        }
        return length;
    }
}
