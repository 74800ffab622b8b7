package org.nrnwheel.deflate;

import java.util.Objects;

/**
 * Compresses bytes (deflate, RFC 1951) to about what zlib's level 5 makes of them. What comes out depends on the bytes alone, not
 * on the machine or the JVM. Stateless, safe for use by several threads.
 */
public final class Deflate {
    private Deflate() {}

    /**
     * Compresses a piece. Pieces one behind the other are the whole, when each knows the content of those before it. A piece that
     * cannot be made smaller grows by about five bytes in 65,535.
     *
     * @param content the piece, and what is before it: the last 32 KiB of that serve the piece too
     * @param start where the piece begins
     * @param end where it ends
     * @param last whether nothing comes after it; what others compress to ends at a byte, with an empty block where need be
     * @return what it compresses to
     * @throws IndexOutOfBoundsException when {@code content} has no such piece
     */
    public static byte[] compress(byte[] content, int start, int end, boolean last) {
        BitWriter out = new BitWriter(BlockWriter.most(Objects.checkFromToIndex(start, end, content.length), end));
        new Piece(content, start, end, new BlockWriter(content, out)).compress(last);
        return out.toBytes();
    }
}
