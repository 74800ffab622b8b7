package org.nrnwheel.deflate;

/** Writes blocks, each in the shortest of the three forms. For one thread. */
final class BlockWriter {
    private static final int STORED = 0;
    private static final int MOST_STORED = 0xffff;

    private final byte[] content;
    private final BitWriter out;
    /** What is to be stored and is not yet written: the next block may be stored too, and both be one. */
    private int storedFrom;

    private int storedTo;

    BlockWriter(byte[] content, BitWriter out) {
        this.content = content;
        this.out = out;
    }

    /**
     * Writes a block.
     *
     * @param tokens what it consists of
     * @param number how many tokens
     * @param frequencies how often each symbol occurs; the end of the block is not yet counted
     * @param from where its bytes begin
     * @param to where they end
     * @param last whether no block comes after it
     */
    void write(int[] tokens, int number, Frequencies frequencies, int from, int to, boolean last) {
        frequencies.literals[Symbols.END] = 1;
        Coding coding = Coding.shortest(frequencies);
        if (stored(from, to) > coding.bits(frequencies)) {
            flush(false);
            coding.writeBlock(out, tokens, number, last);
            return;
        }
        store(from, to);
        if (last) {
            flush(true);
        }
    }

    /** How many bytes a piece can become at most; blocks have so many tokens that they need five bytes in 512 at most. */
    static int most(int start, int end) {
        return Math.addExact(end - start, (end - start) / 64 + 64);
    }

    /** Makes what was written end at a byte, with an empty block if it does not. */
    void align() {
        flush(false);
        if (out.partOfByte() != 0) {
            header(0, false);
        }
    }

    /** How many bits it takes to store bytes, without those that tell the form; more than needed where a block can be joined. */
    private static long stored(int from, int to) {
        int blocks = Math.max(1, (to - from + MOST_STORED - 1) / MOST_STORED);
        return 8L * (to - from) + 40L * blocks - 3;
    }

    private void store(int from, int to) {
        if (storedFrom == storedTo) {
            storedFrom = from;
        }
        storedTo = to;
    }

    /** Writes what is to be stored. */
    private void flush(boolean last) {
        while (storedFrom < storedTo) {
            int number = Math.min(MOST_STORED, storedTo - storedFrom);
            header(number, last && storedFrom + number == storedTo);
            out.put(content, storedFrom, number);
            storedFrom += number;
        }
    }

    private void header(int number, boolean last) {
        out.put((last ? 1 : 0) | (STORED << 1), 3);
        out.align();
        out.put(number | ((long) (~number & MOST_STORED) << 16), 32);
        out.align();
    }
}
