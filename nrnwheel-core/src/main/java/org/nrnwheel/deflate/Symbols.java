package org.nrnwheel.deflate;

/** The alphabets of deflate (RFC 1951, 3.2.5). Immutable. */
final class Symbols {
    static final Symbols ALL = new Symbols();

    static final int LITERALS = 286;
    static final int DISTANCES = 30;
    static final int END = 256;

    private static final int FIRST_LENGTH = 257;

    /** By length: its symbol. */
    private final char[] ofLength = new char[MatchFinder.LONGEST + 1];
    /** By length: what its extra bits hold. */
    private final byte[] lengthExtra = new byte[MatchFinder.LONGEST + 1];

    private Symbols() {
        for (int length = MatchFinder.SHORTEST; length < MatchFinder.LONGEST; length++) {
            int code = ofRange(length - MatchFinder.SHORTEST, 2);
            ofLength[length] = (char) (FIRST_LENGTH + code);
            lengthExtra[length] =
                    (byte) ((length - MatchFinder.SHORTEST) & ((1 << lengthBits(FIRST_LENGTH + code)) - 1));
        }
        ofLength[MatchFinder.LONGEST] = LITERALS - 1; // has a symbol of its own
    }

    int length(int length) {
        return ofLength[length];
    }

    int lengthExtra(int length) {
        return lengthExtra[length];
    }

    /** How many extra bits follow a symbol of a length. */
    static int lengthBits(int symbol) {
        return symbol == LITERALS - 1 ? 0 : Math.max(0, ((symbol - FIRST_LENGTH) >> 2) - 1);
    }

    static int distance(int distance) {
        return ofRange(distance - 1, 1);
    }

    /** How many extra bits follow a symbol of a distance. */
    static int distanceBits(int symbol) {
        return Math.max(0, (symbol >> 1) - 1);
    }

    /** Ranges double in size, and each size is divided into as many as {@code divided} bits tell apart. */
    private static int ofRange(int value, int divided) {
        int more = 31 - Integer.numberOfLeadingZeros(value | 1) - divided;
        return more <= 0 ? value : (more << divided) + (value >> more);
    }
}
