package org.nrnwheel.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Unsigned little-endian numbers, of which zip archives are made. Stateless. */
public final class Little {
    private Little() {}

    /**
     * Reads bytes of a file.
     *
     * @param channel the file
     * @param offset where they begin
     * @param length how many
     * @return the bytes
     * @throws IOException when the file has fewer
     */
    public static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("the file ends at " + (offset + buffer.position()));
            }
        }
        return buffer.flip();
    }

    /**
     * Reads a number of two bytes.
     *
     * @param from the bytes
     * @param at where
     * @return the number
     */
    public static int u16(ByteBuffer from, int at) {
        return from.getShort(at) & 0xffff;
    }

    /**
     * Reads a number of four bytes.
     *
     * @param from the bytes
     * @param at where
     * @return the number
     */
    public static long u32(ByteBuffer from, int at) {
        return from.getInt(at) & 0xffffffffL;
    }
}
