package org.nrnwheel.deflate;

import java.util.Arrays;

/** How often each symbol occurs. For one thread. */
final class Frequencies {
    final int[] literals = new int[Symbols.LITERALS];
    final int[] distances = new int[Symbols.DISTANCES];

    void clear() {
        Arrays.fill(literals, 0);
        Arrays.fill(distances, 0);
    }

    /** Counts the symbols of tokens. */
    void count(int[] tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            int token = tokens[i];
            if (token < Symbols.END) {
                literals[token]++;
            } else {
                literals[Symbols.ALL.length(token >>> 16)]++;
                distances[Symbols.distance(token & 0xffff)]++;
            }
        }
    }

    void add(Frequencies more) {
        add(literals, more.literals);
        add(distances, more.distances);
    }

    private static void add(int[] to, int[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }

    /** How many bits are saved when these and others get codes of their own, the description of the codes not counted. */
    long savedApart(Frequencies others) {
        return Entropy.savedApart(literals, others.literals) + Entropy.savedApart(distances, others.distances);
    }

    /** How many bits follow the symbols. */
    long extraBits() {
        long bits = 0;
        for (int i = Symbols.END + 1; i < Symbols.LITERALS; i++) {
            bits += (long) literals[i] * Symbols.lengthBits(i);
        }
        for (int i = 0; i < Symbols.DISTANCES; i++) {
            bits += (long) distances[i] * Symbols.distanceBits(i);
        }
        return bits;
    }
}
