package org.nrnwheel.deflate;

import java.util.Optional;

/** The codes of a block, and how it tells of them. Immutable. */
final class Coding {
    /** The codes that need no telling (RFC 1951, 3.2.6). */
    static final Coding FIXED = new Coding(Codes.fixedLiterals(), Codes.fixedDistances(), Optional.empty());

    private static final int FIXED_FORM = 1;
    private static final int DYNAMIC_FORM = 2;
    private static final int LONGEST_CODE = 15;

    private final Huffman literal;
    private final Huffman distance;
    private final Optional<Description> description;

    private Coding(Huffman literal, Huffman distance, Optional<Description> description) {
        this.literal = literal;
        this.distance = distance;
        this.description = description;
    }

    /** The shorter way: codes made for symbols that occur so often, or the fixed ones. */
    static Coding shortest(Frequencies frequencies) {
        Huffman literal = Huffman.of(frequencies.literals, LONGEST_CODE);
        Huffman distance = Huffman.of(frequencies.distances, LONGEST_CODE);
        Coding dynamic = new Coding(literal, distance, Optional.of(new Description(literal, distance)));
        return dynamic.bits(frequencies) < FIXED.bits(frequencies) ? dynamic : FIXED;
    }

    /** How many bits a block takes, without those that tell its form. */
    long bits(Frequencies frequencies) {
        return description.map(Description::bits).orElse(0L)
                + literal.bits(frequencies.literals)
                + distance.bits(frequencies.distances)
                + frequencies.extraBits();
    }

    void writeBlock(BitWriter out, int[] tokens, int number, boolean last) {
        int form = description.isPresent() ? DYNAMIC_FORM : FIXED_FORM;
        out.put((last ? 1 : 0) | (form << 1), 3);
        description.ifPresent(told -> told.write(out));
        out.put(tokens, number, new Codes(literal, distance));
        out.put(literal.code(Symbols.END), literal.length(Symbols.END));
    }
}
