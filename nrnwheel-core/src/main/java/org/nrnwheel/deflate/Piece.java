package org.nrnwheel.deflate;

/** One piece while it is compressed: its tokens become blocks where they begin to differ from those before. For one thread. */
final class Piece {
    /** So many tokens are looked at together when it is seen whether they differ. */
    private static final int CHUNK = 1 << 11;

    private static final int MOST_TOKENS = 1 << 16;
    /** How many bits a block must save: the description of its codes, and what chance alone seems to save. */
    private static final int WORTH = 600;

    private final Parser parser;
    private final BlockWriter writer;
    private final int end;
    private final int[] tokens;
    private final Frequencies block = new Frequencies();
    private final Frequencies chunk = new Frequencies();
    /** Where the block begins, which has {@link #count} tokens. */
    private int start;

    private int count;

    Piece(byte[] content, int start, int end, BlockWriter writer) {
        this.parser = new Parser(content, start, end);
        this.writer = writer;
        this.start = start;
        this.end = end;
        this.tokens = new int[Math.min(end - start, MOST_TOKENS)];
    }

    void compress(boolean last) {
        while (parser.position() < end) {
            int from = parser.position();
            int next = parser.parse(tokens, count, Math.min(tokens.length, count + CHUNK));
            chunk.count(tokens, count, next);
            if (count > 0 && block.savedApart(chunk) > WORTH) {
                int begun = count;
                write(from, false);
                System.arraycopy(tokens, begun, tokens, 0, next - begun);
                next -= begun;
            }
            count = next;
            block.add(chunk);
            chunk.clear();
            if (count == tokens.length && parser.position() < end) {
                write(parser.position(), false);
            }
        }
        if (count > 0 || last) {
            write(end, last);
        }
        if (!last) {
            writer.align();
        }
    }

    private void write(int to, boolean last) {
        writer.write(tokens, count, block, start, to, last);
        block.clear();
        start = to;
        count = 0;
    }
}
