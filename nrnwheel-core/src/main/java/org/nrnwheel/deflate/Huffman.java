package org.nrnwheel.deflate;

import java.util.Arrays;

/** A Huffman code of bounded length. Immutable. */
final class Huffman {
    private static final int SYMBOL_BITS = 9;

    /** By symbol: how many bits its code has, 0 when it has none. */
    private final byte[] lengths;
    /** By symbol: its code, first bit lowest. */
    private final char[] codes;

    private Huffman(byte[] lengths) {
        this.lengths = lengths;
        this.codes = codes(lengths);
    }

    /** Of given lengths. */
    static Huffman of(byte[] lengths) {
        return new Huffman(lengths);
    }

    /**
     * The code of symbols that occur so often, none longer than {@code longest}. It is complete, as some readers demand: at least
     * two symbols have codes.
     */
    static Huffman of(int[] frequencies, int longest) {
        int[] sorted = sorted(frequencies);
        byte[] lengths = new byte[frequencies.length];
        int[] counts = bounded(counts(sorted), longest);
        int next = 0;
        for (int length = longest; length > 0; length--) {
            for (int i = 0; i < counts[length]; i++) {
                lengths[sorted[next++] & ((1 << SYMBOL_BITS) - 1)] = (byte) length;
            }
        }
        return new Huffman(lengths);
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    int code(int symbol) {
        return codes[symbol];
    }

    /** How many symbols there are up to the last one with a code, but not fewer than {@code least}. */
    int used(int least) {
        int used = lengths.length;
        while (used > least && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** How many bits symbols that occur so often take. */
    long bits(int[] frequencies) {
        long bits = 0;
        for (int i = 0; i < frequencies.length; i++) {
            bits += (long) frequencies[i] * lengths[i];
        }
        return bits;
    }

    /** Frequencies with their symbols in the lowest bits, rarest first. */
    private static int[] sorted(int[] frequencies) {
        int[] sorted = new int[Math.max(2, frequencies.length)];
        int used = 0;
        for (int i = 0; i < frequencies.length; i++) {
            if (frequencies[i] != 0) {
                sorted[used++] = (frequencies[i] << SYMBOL_BITS) | i;
            }
        }
        for (int i = 0; used < 2; i++) {
            if (frequencies[i] == 0) {
                sorted[used++] = (1 << SYMBOL_BITS) | i;
            }
        }
        int[] all = Arrays.copyOf(sorted, used);
        Arrays.sort(all);
        return all;
    }

    /** By length: how many codes have it, when none is bounded. The two rarest are joined until one is left. */
    private static int[] counts(int[] sorted) {
        int leaves = sorted.length;
        int[] weights = new int[2 * leaves - 1];
        int[] parents = new int[2 * leaves - 1];
        for (int i = 0; i < leaves; i++) {
            weights[i] = sorted[i] >>> SYMBOL_BITS;
        }
        int leaf = 0;
        int joined = leaves;
        for (int next = leaves; next < weights.length; next++) {
            for (int child = 0; child < 2; child++) {
                boolean isLeaf = leaf < leaves && (joined == next || weights[leaf] <= weights[joined]);
                int rarest = isLeaf ? leaf++ : joined++;
                weights[next] += weights[rarest];
                parents[rarest] = next;
            }
        }
        int[] depths = new int[weights.length];
        int[] counts = new int[leaves + 1];
        for (int i = weights.length - 2; i >= 0; i--) {
            depths[i] = depths[parents[i]] + 1;
            if (i < leaves) {
                counts[depths[i]]++;
            }
        }
        return counts;
    }

    /** Codes that are too long are cut; each that is then too many takes its place beside a shorter one, which gets a bit more. */
    private static int[] bounded(int[] counts, int longest) {
        int[] bounded = Arrays.copyOf(counts, Math.max(counts.length, longest + 1));
        int room = 1 << longest;
        for (int length = 1; length < bounded.length; length++) {
            if (length > longest) {
                bounded[longest] += bounded[length];
                room -= bounded[length];
            } else {
                room -= counted(counts, length) << (longest - length);
            }
        }
        for (; room < 0; room++) {
            int length = longest - 1;
            while (bounded[length] == 0) {
                length--;
            }
            bounded[length]--;
            bounded[length + 1] += 2;
            bounded[longest]--;
        }
        return bounded;
    }

    private static int counted(int[] counts, int length) {
        return length < counts.length ? counts[length] : 0;
    }

    /** RFC 1951, 3.2.2. */
    private static char[] codes(byte[] lengths) {
        int[] next = new int[17];
        for (byte length : lengths) {
            next[length + 1]++;
        }
        next[1] = 0;
        for (int length = 2; length < next.length; length++) {
            next[length] = (next[length] + next[length - 1]) << 1;
        }
        char[] codes = new char[lengths.length];
        for (int i = 0; i < codes.length; i++) {
            int length = lengths[i];
            if (length != 0) {
                codes[i] = (char) (Integer.reverse(next[length]++) >>> (32 - length));
            }
        }
        return codes;
    }
}
