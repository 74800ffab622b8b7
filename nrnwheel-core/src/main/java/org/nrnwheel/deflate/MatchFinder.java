package org.nrnwheel.deflate;

import java.util.Arrays;

/**
 * Finds bytes that have been there before. Positions whose next four bytes have one hash share a bucket, which knows the newest of
 * them and lies in one line of the processor's cache; of those whose next three bytes have one hash only the newest is known. For one
 * thread.
 */
final class MatchFinder {
    /** How far back a match may lie. */
    static final int WINDOW = 1 << 15;

    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    /** What is hashed for a bucket, and so the least number of bytes that must be left. */
    static final int HASHED = 4;

    private static final int BUCKET_BITS = 13;
    private static final int BUCKET = 4;
    private static final int SHORT_HASH_BITS = 14;
    /** A match of this length is taken without looking for a longer one. */
    private static final int NICE = 32;
    /** Three bytes from farther away cost more than they save. */
    private static final int NEAR = 1 << 12;
    /** The golden ratio's, times 2 to the 32nd: it spreads what it multiplies. */
    private static final int MULTIPLIER = 0x9E3779B1;

    /** Bits of the hash that stand beside a position: few positions must be looked at to see that they do not match. */
    private static final int CHECK_BITS = 10;

    private static final int CHECK = (1 << CHECK_BITS) - 1;
    private static final int CHECK_SHIFT = Integer.SIZE - BUCKET_BITS - CHECK_BITS;

    private final byte[] bytes;
    private final int end;
    /** Positions are counted from here: what a bucket holds at first is farther back than any can see. */
    private final int base;

    private final int[] buckets = new int[BUCKET << BUCKET_BITS];
    private final int[] newestShort = new int[1 << SHORT_HASH_BITS];

    /** Nothing before {@code start} and nothing from {@code end} on is looked at. */
    MatchFinder(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.end = end;
        this.base = start - WINDOW;
        Arrays.fill(newestShort, base);
    }

    /** Makes known the positions from one to another, as far as they have {@link #HASHED} bytes left. */
    void skip(int from, int to) {
        byte[] of = bytes;
        int[] into = buckets;
        int stop = Math.min(to, end - HASHED + 1);
        for (int at = from; at < stop; at++) {
            int word = Words.four(of, at);
            int hash = word * MULTIPLIER;
            int first = bucket(hash);
            into[first + 3] = into[first + 2];
            into[first + 2] = into[first + 1];
            into[first + 1] = into[first];
            into[first] = mark(at, hash);
            newestShort[shortHash(word)] = at;
        }
    }

    /**
     * Finds a match for a position that has {@link #HASHED} bytes left, and makes the position known.
     *
     * @return the length times 65536, and the distance; 0 when there is none
     */
    int find(int at) {
        int[] in = buckets;
        int word = Words.four(bytes, at);
        int hash = word * MULTIPLIER;
        int first = bucket(hash);
        int now = mark(at, hash);
        int newest = in[first];
        int second = in[first + 1];
        int third = in[first + 2];
        int oldest = in[first + 3];
        in[first] = now;
        in[first + 1] = newest;
        in[first + 2] = second;
        in[first + 3] = third;
        int shortHash = shortHash(word);
        int near = newestShort[shortHash];
        newestShort[shortHash] = at;
        int match = isCandidate(now, newest) ? longer(at, now, newest, 0) : 0;
        match = isCandidate(now, second) ? longer(at, now, second, match) : match;
        match = isCandidate(now, third) ? longer(at, now, third, match) : match;
        match = isCandidate(now, oldest) ? longer(at, now, oldest, match) : match;
        if (match == 0 && at - near <= NEAR && (Words.four(bytes, near) ^ word) << Byte.SIZE == 0) {
            return (SHORTEST << 16) | (at - near);
        }
        return match;
    }

    private static int bucket(int hash) {
        return (hash >>> (Integer.SIZE - BUCKET_BITS)) * BUCKET;
    }

    private static int shortHash(int word) {
        return ((word << Byte.SIZE) * MULTIPLIER) >>> (Integer.SIZE - SHORT_HASH_BITS);
    }

    /**
     * A position and a part of its hash. Of the position so many bits are left that one which is 4 MiB older may be taken for near: what
     * is there is compared all the same.
     */
    private int mark(int at, int hash) {
        return ((at - base) << CHECK_BITS) | ((hash >>> CHECK_SHIFT) & CHECK);
    }

    /** Says whether a mark has the same part of the hash and seems to lie within the window. */
    private static boolean isCandidate(int now, int mark) {
        int back = now - mark;
        return (back & CHECK) == 0 && back > 0 && back < WINDOW << CHECK_BITS;
    }

    /** The match at a mark, if the bytes there are longer the same; those that a longer match must have are compared first. */
    private int longer(int at, int now, int mark, int match) {
        byte[] of = bytes;
        int longest = match >>> 16;
        int distance = (now - mark) >>> CHECK_BITS;
        int last = Math.max(0, longest - SHORTEST);
        boolean isEnough = longest >= NICE || at + longest >= end;
        if (isEnough || Words.four(of, at - distance + last) != Words.four(of, at + last)) {
            return match;
        }
        int length = length(of, at - distance, at, Math.min(LONGEST, end - at));
        return length > Math.max(longest, SHORTEST) ? (length << 16) | distance : match;
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
