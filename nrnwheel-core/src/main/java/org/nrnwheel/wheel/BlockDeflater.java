package org.nrnwheel.wheel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.nrnwheel.deflate.Deflate;

/**
 * Compresses bytes (deflate, RFC 1951) by all processors: in blocks, of which each knows the bytes before it. The result does not
 * depend on how many processors there are, nor on the JVM. Stateless.
 */
final class BlockDeflater {
    private static final int BLOCK = 1 << 20;

    private BlockDeflater() {}

    /** Compressed bytes, block by block. */
    record Deflated(List<byte[]> blocks) {
        long size() {
            return blocks.stream().mapToLong(block -> block.length).sum();
        }

        InputStream stream() {
            return new SequenceInputStream(Collections.enumeration(
                    blocks.stream().<InputStream>map(ByteArrayInputStream::new).toList()));
        }
    }

    static Deflated deflate(byte[] content) {
        int blocks = Math.max(1, (int) (((long) content.length + BLOCK - 1) / BLOCK));
        return new Deflated(IntStream.range(0, blocks)
                .parallel()
                .mapToObj(i -> Deflate.compress(
                        content, i * BLOCK, i * BLOCK + Math.min(BLOCK, content.length - i * BLOCK), i == blocks - 1))
                .toList());
    }
}
