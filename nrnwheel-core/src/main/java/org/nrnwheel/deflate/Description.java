package org.nrnwheel.deflate;

/** The lengths of a block's codes as the block tells them (RFC 1951, 3.2.7). Immutable. */
final class Description {
    private static final int LEAST_LITERALS = 257;
    private static final int LEAST_LENGTHS = 4;
    private static final int SYMBOLS = 19;
    private static final int LONGEST = 7;

    private static final int REPEAT = 16;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    /** The order in which the lengths of their own code stand, as characters. */
    private static final String ORDER = "\20\21\22\0\10\7\11\6\12\5\13\4\14\3\15\2\16\1\17";

    private final int literals;
    private final int distances;
    /** Symbols of lengths, and in the bits from the eighth on what follows them. */
    private final int[] items;

    private final int count;
    private final Huffman code;
    private final int lengths;
    private final long bits;

    Description(Huffman literal, Huffman distance) {
        literals = literal.used(LEAST_LITERALS);
        distances = distance.used(1);
        int[] all = new int[literals + distances];
        for (int i = 0; i < literals; i++) {
            all[i] = literal.length(i);
        }
        for (int i = 0; i < distances; i++) {
            all[literals + i] = distance.length(i);
        }
        items = new int[all.length];
        count = pack(all, items);
        int[] frequencies = new int[SYMBOLS];
        for (int i = 0; i < count; i++) {
            frequencies[items[i] & 0xff]++;
        }
        code = Huffman.of(frequencies, LONGEST);
        int used = SYMBOLS;
        while (used > LEAST_LENGTHS && code.length(ORDER.charAt(used - 1)) == 0) {
            used--;
        }
        lengths = used;
        bits = 14
                + 3L * lengths
                + code.bits(frequencies)
                + 2L * frequencies[REPEAT]
                + 3L * frequencies[FEW_ZEROS]
                + 7L * frequencies[MANY_ZEROS];
    }

    /** Runs become one item each; returns how many items there are. */
    private static int pack(int[] all, int[] items) {
        int count = 0;
        int at = 0;
        while (at < all.length) {
            int value = all[at];
            int run = run(all, at);
            if (value == 0 && run >= 11) {
                run = Math.min(run, 138);
                items[count++] = MANY_ZEROS | ((run - 11) << 8);
            } else if (value == 0 && run >= 3) {
                items[count++] = FEW_ZEROS | ((run - 3) << 8);
            } else if (at > 0 && value == all[at - 1] && run >= 3) {
                run = Math.min(run, 6);
                items[count++] = REPEAT | ((run - 3) << 8);
            } else {
                run = 1;
                items[count++] = value;
            }
            at += run;
        }
        return count;
    }

    private static int run(int[] all, int from) {
        int to = from + 1;
        while (to < all.length && all[to] == all[from]) {
            to++;
        }
        return to - from;
    }

    /** How many bits it takes. */
    long bits() {
        return bits;
    }

    void write(BitWriter out) {
        out.put((literals - LEAST_LITERALS) | ((distances - 1) << 5) | ((lengths - LEAST_LENGTHS) << 10), 14);
        for (int i = 0; i < lengths; i++) {
            out.put(code.length(ORDER.charAt(i)), 3);
        }
        for (int i = 0; i < count; i++) {
            int symbol = items[i] & 0xff;
            out.put(code.code(symbol), code.length(symbol));
            out.put(items[i] >>> 8, extra(symbol));
        }
    }

    private static int extra(int symbol) {
        return switch (symbol) {
            case REPEAT -> 2;
            case FEW_ZEROS -> 3;
            case MANY_ZEROS -> 7;
            default -> 0;
        };
    }
}
