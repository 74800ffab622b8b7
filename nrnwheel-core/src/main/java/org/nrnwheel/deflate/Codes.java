package org.nrnwheel.deflate;

import java.util.Arrays;

/** Both codes of a block as they are written: bits times 32, and their number. Immutable. */
final class Codes {
    private static final int FIXED_LITERALS = 288;

    final int[] literals = new int[Symbols.END + 1];
    /** By length, with its extra bits. */
    final int[] lengths = new int[MatchFinder.LONGEST + 1];
    /** By symbol, without extra bits. */
    final int[] distances = new int[Symbols.DISTANCES];

    Codes(Huffman literal, Huffman distance) {
        for (int i = 0; i < literals.length; i++) {
            literals[i] = (literal.code(i) << 5) | literal.length(i);
        }
        for (int length = MatchFinder.SHORTEST; length < lengths.length; length++) {
            int symbol = Symbols.ALL.length(length);
            int bits = literal.length(symbol);
            int value = literal.code(symbol) | (Symbols.ALL.lengthExtra(length) << bits);
            lengths[length] = (value << 5) | (bits + Symbols.lengthBits(symbol));
        }
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (distance.code(i) << 5) | distance.length(i);
        }
    }

    /** RFC 1951, 3.2.6. */
    static Huffman fixedLiterals() {
        byte[] lengths = new byte[FIXED_LITERALS];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, FIXED_LITERALS, (byte) 8);
        return Huffman.of(lengths);
    }

    static Huffman fixedDistances() {
        byte[] lengths = new byte[Symbols.DISTANCES];
        Arrays.fill(lengths, (byte) 5);
        return Huffman.of(lengths);
    }
}
