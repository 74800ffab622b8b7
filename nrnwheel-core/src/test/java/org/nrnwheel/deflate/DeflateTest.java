package org.nrnwheel.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTest {
    private static final int STORED = 0xffff;

    @Test
    void nothingIsTwoBytes() throws DataFormatException {
        assertThat(deflated(new byte[0])).containsExactly(3, 0); // the last block, of fixed codes, and its end
        assertRoundTrip(new byte[0]);
        assertThat(Deflate.compress(new byte[9], 4, 4, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 3, 4, 5, 7, 8, 9, 257, 258, 259, 260, 261, 262, 32767, 32768, 32769, 65535, 65536, 300_000})
    void equalBytesOfAnyNumberComeBack(int size) throws DataFormatException {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 0xa5);
        assertRoundTrip(content);
        assertThat(deflated(content).length).isLessThan(16 + size / 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5000, STORED, STORED + 1, 1 << 18, 3 * STORED})
    void randomBytesGrowByFiveInAStoredBlock(int size) throws DataFormatException {
        byte[] content = random(size);
        assertRoundTrip(content);
        assertThat(deflated(content).length).isLessThanOrEqualTo(size + 5 * ((size + STORED - 1) / STORED));
    }

    @Test
    void storedBytesBetweenOthersComeBack() throws DataFormatException {
        assertRoundTrip(joined(text(30_000), random(200_000), text(50_000), random(3000), new byte[9]));
        assertRoundTrip(joined(random(70_000), text(100), random(70_000)));
    }

    @Test
    void matchesOfEveryLengthComeBack() throws DataFormatException {
        Random random = new Random(3);
        for (int length = 3; length <= 258; length++) {
            for (int distance : List.of(1, 4, 300)) {
                byte[] content = random(Math.max(distance, length) + length + 20);
                int at = distance + random.nextInt(10);
                for (int i = at; i < at + length; i++) {
                    content[i] = content[i - distance];
                }
                assertRoundTrip(content);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 4095, 4096, 4097, 8193, 16385, 24577, 32766, 32767, 32768, 32769})
    void matchesOfEveryDistanceComeBack(int distance) throws DataFormatException {
        byte[] content = random(distance + 300);
        for (int i = distance; i < content.length; i++) {
            content[i] = content[i - distance];
        }
        assertRoundTrip(content);
    }

    @Test
    void whatWasThereFourMebibytesBeforeIsNotTakenForNear() throws DataFormatException {
        byte[] noise = random(5000);
        byte[] content = new byte[(9 << 20) + noise.length];
        for (int at = 0; at < content.length; at += 1 << 20) {
            System.arraycopy(noise, 0, content, at, noise.length);
        }
        assertRoundTrip(content);
    }

    @Test
    void aMatchAtTheFarEndOfTheWindowIsFound() {
        byte[] content = new byte[32767 + 258];
        byte[] noise = random(32767);
        for (int i = 0; i < noise.length; i++) {
            content[i] = (byte) (noise[i] & 0x3f);
        }
        byte[] without = Arrays.copyOf(content, 32767);
        System.arraycopy(content, 0, content, 32767, 258);
        assertThat(deflated(content).length).isLessThan(deflated(without).length + 20);
    }

    /** Counts that grow as Fibonacci's numbers ask for codes longer than 15 bits. */
    @Test
    void veryUnevenBytesComeBack() throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int count = 1;
        int before = 1;
        for (int symbol = 0; symbol < 23; symbol++) {
            for (int i = 0; i < count; i++) {
                out.write(symbol);
            }
            int next = count + before;
            before = count;
            count = next;
        }
        byte[] content = out.toByteArray();
        Random random = new Random(5);
        for (int i = content.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte swapped = content[i];
            content[i] = content[other];
            content[other] = swapped;
        }
        assertRoundTrip(content);
    }

    @Test
    void piecesOneBehindTheOtherAreTheWhole() throws DataFormatException {
        byte[] content = joined(text(100_000), random(1000), new byte[70_000], text(40_000));
        for (int size : List.of(1, 2, 700, 32_768, 65_536, 1 << 20)) {
            int step = Math.max(size, content.length / 2000);
            assertThat(inflated(pieces(content, step), content.length)).isEqualTo(content);
        }
    }

    @Test
    void aPieceKnowsWhatIsBeforeIt() {
        byte[] half = random(20_000);
        byte[] content = joined(half, half);
        assertThat(Deflate.compress(content, half.length, content.length, true).length)
                .isLessThan(500);
        assertThat(Deflate.compress(half, 0, half.length, true).length).isGreaterThan(half.length);
    }

    @Test
    void whatIsAfterAPieceDoesNotMatter() {
        byte[] content = text(50_000);
        byte[] other = content.clone();
        Arrays.fill(other, 30_000, other.length, (byte) 1);
        assertThat(Deflate.compress(content, 0, 30_000, false)).isEqualTo(Deflate.compress(other, 0, 30_000, false));
    }

    @Test
    void placesOutsideAreRefused() {
        assertThatThrownBy(() -> Deflate.compress(new byte[3], 2, 4, true))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mixedContentComesBack(long seed) throws DataFormatException {
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            byte[] content = mixed(random, random.nextInt(30) == 0 ? 400_000 : 6000);
            assertRoundTrip(content);
            int step = 1 + random.nextInt(content.length + 1);
            assertThat(inflated(pieces(content, Math.max(step, 64)), content.length))
                    .isEqualTo(content);
        }
    }

    @Test
    void librariesComeBackAndAreAsSmallAsZlibMakesThem() throws IOException, DataFormatException {
        long ours = 0;
        long zlib = 0;
        for (Path library : libraries()) {
            byte[] content = Files.readAllBytes(library);
            byte[] deflated = deflated(content);
            assertThat(inflated(deflated, content.length)).isEqualTo(content);
            assertThat(deflated(content)).isEqualTo(deflated);
            ours += deflated.length;
            zlib += zlib(content);
        }
        assertThat(zlib).isPositive();
        assertThat(ours).isLessThan(zlib + zlib / 100);
    }

    private static List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.home"), "lib"))) {
            return files.filter(file -> file.toString().matches(".*\\.(so|dylib|dll)"))
                    .sorted()
                    .toList();
        }
    }

    private static long zlib(byte[] content) {
        Deflater deflater = new Deflater(5, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                deflater.deflate(buffer);
            }
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }

    private static void assertRoundTrip(byte[] content) throws DataFormatException {
        assertThat(inflated(deflated(content), content.length)).isEqualTo(content);
    }

    private static byte[] deflated(byte[] content) {
        return Deflate.compress(content, 0, content.length, true);
    }

    private static byte[] pieces(byte[] content, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = 0; start < content.length; start += size) {
            int end = Math.min(content.length, start + size);
            out.writeBytes(Deflate.compress(content, start, end, end == content.length));
        }
        if (content.length == 0) {
            out.writeBytes(deflated(content));
        }
        return out.toByteArray();
    }

    /** All of it must be read, and must say that it ends. */
    private static byte[] inflated(byte[] deflated, int size) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] inflated = new byte[size + 1];
            int length = 0;
            int more = inflater.inflate(inflated);
            while (more > 0) {
                length += more;
                more = inflater.inflate(inflated, length, inflated.length - length);
            }
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
            return Arrays.copyOf(inflated, length);
        } finally {
            inflater.end();
        }
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] text(int size) {
        Random random = new Random(size);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append("wheels are made of ").append(random.nextInt(3000)).append(random.nextBoolean() ? ", " : ".\n");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }

    /** Runs, copies from anywhere before, words of few letters, and noise. */
    private static byte[] mixed(Random random, int most) {
        byte[] content = new byte[random.nextInt(most)];
        int at = 0;
        while (at < content.length) {
            int length = Math.min(content.length - at, 1 + random.nextInt(1 << random.nextInt(12)));
            int kind = at == 0 ? 3 : random.nextInt(5);
            int distance = 1 + random.nextInt(Math.max(1, at));
            for (int i = at; i < at + length; i++) {
                content[i] = switch (kind) {
                    case 0 -> content[at - 1];
                    case 1, 2 -> content[i - distance];
                    case 3 -> (byte) random.nextInt(256);
                    default -> (byte) ('a' + random.nextInt(4));
                };
            }
            at += length;
        }
        return content;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
