package org.nrnwheel.pypi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * BLAKE2b with 256 bits and no key (RFC 7693). It stands here since most of an upload's processor time goes into it: Bouncy Castle's,
 * against which the tests hold it, takes a third longer, and its signed jar a fifth of a second to open. For one digest and one thread.
 */
final class Blake2b {
    private static final int SIZE = 32;
    private static final int BLOCK = 128;
    private static final int WORDS = BLOCK / Long.BYTES;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MORE = 0;
    private static final long LAST = -1;
    /** The parameter block's first word: the digest's size, no key, one sequence of blocks (2.5). */
    private static final long PARAMETERS = 0x01010000L | SIZE;

    /** The initialisation vector, that of SHA-512 (2.6). */
    private static final long IV0 = 0x6a09e667f3bcc908L;

    private static final long IV1 = 0xbb67ae8584caa73bL;
    private static final long IV2 = 0x3c6ef372fe94f82bL;
    private static final long IV3 = 0xa54ff53a5f1d36f1L;
    private static final long IV4 = 0x510e527fade682d1L;
    private static final long IV5 = 0x9b05688c2b3e6c1fL;
    private static final long IV6 = 0x1f83d9abfb41bd6bL;
    private static final long IV7 = 0x5be0cd19137e2179L;

    /** Which word of the message goes where in each round (2.7), in hexadecimal digits; the last two are the first two again. */
    private static final List<String> SIGMA = List.of(
            "0123456789abcdef",
            "ea489fd61c02b753",
            "b8c052fdae367194",
            "7931dcbe265a40f8",
            "905724afe1bc683d",
            "2c6a0b834d75fe19",
            "c51fed4a0763928b",
            "db7ec13950f4862a",
            "6fe9b308c2d714a5",
            "a2847615fb9e3cd0",
            "0123456789abcdef",
            "ea489fd61c02b753");

    private final byte[][] rounds = SIGMA.stream().map(Blake2b::words).toArray(byte[][]::new);
    private final long[] state = {IV0 ^ PARAMETERS, IV1, IV2, IV3, IV4, IV5, IV6, IV7};
    private final long[] message = new long[WORDS];
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long count;

    private static byte[] words(String digits) {
        byte[] words = new byte[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (byte) Character.digit(digits.charAt(i), 16);
        }
        return words;
    }

    /** Takes more of what is hashed. The last block is told from the others, so a full one waits for what comes after it. */
    void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (filled == BLOCK) {
                compress(block, 0, BLOCK, MORE);
                filled = 0;
            }
            if (filled == 0 && end - at > BLOCK) {
                compress(bytes, at, BLOCK, MORE);
                at += BLOCK;
            } else {
                int n = Math.min(end - at, BLOCK - filled);
                System.arraycopy(bytes, at, block, filled, n);
                filled += n;
                at += n;
            }
        }
    }

    /** Ends the hash. */
    byte[] digest() {
        Arrays.fill(block, filled, BLOCK, (byte) 0);
        compress(block, 0, filled, LAST);
        ByteBuffer digest = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        digest.asLongBuffer().put(state, 0, SIZE / Long.BYTES);
        return digest.array();
    }

    /** The compression function F (3.2). Its sixteen words are variables, for the compiler keeps those in registers; and nothing branches. */
    private void compress(byte[] bytes, int offset, int length, long last) {
        count += length;
        long[] m = message;
        for (int i = 0; i < WORDS; i++) {
            m[i] = (long) WORD.get(bytes, offset + i * Long.BYTES);
        }
        long[] h = state;
        long v0 = h[0];
        long v1 = h[1];
        long v2 = h[2];
        long v3 = h[3];
        long v4 = h[4];
        long v5 = h[5];
        long v6 = h[6];
        long v7 = h[7];
        long v8 = IV0;
        long v9 = IV1;
        long v10 = IV2;
        long v11 = IV3;
        long v12 = IV4 ^ count;
        long v13 = IV5;
        long v14 = IV6 ^ last;
        long v15 = IV7;
        for (byte[] s : rounds) {
            v0 += v4 + m[s[0]];
            v12 = Long.rotateRight(v12 ^ v0, 32);
            v8 += v12;
            v4 = Long.rotateRight(v4 ^ v8, 24);
            v0 += v4 + m[s[1]];
            v12 = Long.rotateRight(v12 ^ v0, 16);
            v8 += v12;
            v4 = Long.rotateRight(v4 ^ v8, 63);
            v1 += v5 + m[s[2]];
            v13 = Long.rotateRight(v13 ^ v1, 32);
            v9 += v13;
            v5 = Long.rotateRight(v5 ^ v9, 24);
            v1 += v5 + m[s[3]];
            v13 = Long.rotateRight(v13 ^ v1, 16);
            v9 += v13;
            v5 = Long.rotateRight(v5 ^ v9, 63);
            v2 += v6 + m[s[4]];
            v14 = Long.rotateRight(v14 ^ v2, 32);
            v10 += v14;
            v6 = Long.rotateRight(v6 ^ v10, 24);
            v2 += v6 + m[s[5]];
            v14 = Long.rotateRight(v14 ^ v2, 16);
            v10 += v14;
            v6 = Long.rotateRight(v6 ^ v10, 63);
            v3 += v7 + m[s[6]];
            v15 = Long.rotateRight(v15 ^ v3, 32);
            v11 += v15;
            v7 = Long.rotateRight(v7 ^ v11, 24);
            v3 += v7 + m[s[7]];
            v15 = Long.rotateRight(v15 ^ v3, 16);
            v11 += v15;
            v7 = Long.rotateRight(v7 ^ v11, 63);
            v0 += v5 + m[s[8]];
            v15 = Long.rotateRight(v15 ^ v0, 32);
            v10 += v15;
            v5 = Long.rotateRight(v5 ^ v10, 24);
            v0 += v5 + m[s[9]];
            v15 = Long.rotateRight(v15 ^ v0, 16);
            v10 += v15;
            v5 = Long.rotateRight(v5 ^ v10, 63);
            v1 += v6 + m[s[10]];
            v12 = Long.rotateRight(v12 ^ v1, 32);
            v11 += v12;
            v6 = Long.rotateRight(v6 ^ v11, 24);
            v1 += v6 + m[s[11]];
            v12 = Long.rotateRight(v12 ^ v1, 16);
            v11 += v12;
            v6 = Long.rotateRight(v6 ^ v11, 63);
            v2 += v7 + m[s[12]];
            v13 = Long.rotateRight(v13 ^ v2, 32);
            v8 += v13;
            v7 = Long.rotateRight(v7 ^ v8, 24);
            v2 += v7 + m[s[13]];
            v13 = Long.rotateRight(v13 ^ v2, 16);
            v8 += v13;
            v7 = Long.rotateRight(v7 ^ v8, 63);
            v3 += v4 + m[s[14]];
            v14 = Long.rotateRight(v14 ^ v3, 32);
            v9 += v14;
            v4 = Long.rotateRight(v4 ^ v9, 24);
            v3 += v4 + m[s[15]];
            v14 = Long.rotateRight(v14 ^ v3, 16);
            v9 += v14;
            v4 = Long.rotateRight(v4 ^ v9, 63);
        }
        h[0] ^= v0 ^ v8;
        h[1] ^= v1 ^ v9;
        h[2] ^= v2 ^ v10;
        h[3] ^= v3 ^ v11;
        h[4] ^= v4 ^ v12;
        h[5] ^= v5 ^ v13;
        h[6] ^= v6 ^ v14;
        h[7] ^= v7 ^ v15;
    }
}
