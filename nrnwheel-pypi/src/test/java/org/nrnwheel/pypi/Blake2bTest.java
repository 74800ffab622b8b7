package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;

/** The digest beside Bouncy Castle's. */
class Blake2bTest {
    private static final int BITS = 256;

    private static byte[] reference(byte[] bytes) {
        Blake2bDigest digest = new Blake2bDigest(BITS);
        digest.update(bytes, 0, bytes.length);
        byte[] result = new byte[BITS / Byte.SIZE];
        digest.doFinal(result, 0);
        return result;
    }

    private static byte[] ours(byte[] bytes) {
        Blake2b digest = new Blake2b();
        digest.update(bytes, 0, bytes.length);
        return digest.digest();
    }

    @Test
    void everyLengthAroundTheBlocksIsHashedAlike() {
        byte[] random = new byte[1300];
        new Random(7).nextBytes(random);
        for (int length = 0; length <= random.length; length++) {
            byte[] bytes = Arrays.copyOf(random, length);
            assertThat(ours(bytes)).describedAs("%d bytes", length).isEqualTo(reference(bytes));
        }
    }

    @Test
    void howItIsCutIntoPartsChangesNothing() {
        Random random = new Random(8);
        byte[] bytes = new byte[1 << 20];
        random.nextBytes(bytes);
        byte[] expected = reference(bytes);
        for (int longest : new int[] {1, 127, 128, 129, 1000, 70_000}) {
            Blake2b digest = new Blake2b();
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(bytes.length - at, 1 + random.nextInt(longest));
                digest.update(bytes, at, n);
                at += n;
            }
            assertThat(digest.digest())
                    .describedAs("parts of up to %d bytes", longest)
                    .isEqualTo(expected);
        }
    }

    /** As {@code b2sum -l 256} says it. */
    @Test
    void aKnownTextHasItsKnownDigest() {
        assertThat(HexFormat.of().formatHex(ours("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    }
}
