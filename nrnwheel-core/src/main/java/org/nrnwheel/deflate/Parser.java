package org.nrnwheel.deflate;

/**
 * Divides bytes into tokens: a literal is its byte, a match its length times 65536 and its distance. For one thread.
 */
final class Parser {
    /** After a shorter match it is seen whether the next byte begins a longer one. */
    private static final int LAZY = 8;

    private final byte[] bytes;
    private final int end;
    private final MatchFinder finder;
    private int at;

    /** Bytes before {@code start} may be repeated, as far as the window reaches. */
    Parser(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.end = end;
        this.at = start;
        int first = Math.max(0, start - MatchFinder.WINDOW);
        finder = new MatchFinder(bytes, first, end);
        finder.skip(first, start);
    }

    /** Where the next token begins. */
    int position() {
        return at;
    }

    /**
     * Writes tokens until the places for them are filled or no bytes are left.
     *
     * @return the place after the last token
     */
    int parse(int[] tokens, int from, int to) {
        int hashed = end - MatchFinder.HASHED;
        int position = at;
        int next = from;
        while (next < to && position <= hashed) {
            int match = finder.find(position);
            int known = position + 1;
            while (match != 0 && match >>> 16 < LAZY && position < hashed && next < to - 1) {
                int later = finder.find(known);
                known++;
                if (later >>> 16 <= match >>> 16) {
                    break;
                }
                match = later;
                tokens[next++] = bytes[position++] & 0xff;
            }
            if (match == 0) {
                tokens[next++] = bytes[position++] & 0xff;
            } else {
                tokens[next++] = match;
                position += match >>> 16;
                finder.skip(known, position);
            }
        }
        while (next < to && position < end) {
            tokens[next++] = bytes[position++] & 0xff;
        }
        at = position;
        return next;
    }
}
