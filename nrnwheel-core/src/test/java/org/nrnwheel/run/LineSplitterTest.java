package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Masker;
import org.nrnwheel.env.Secret;

class LineSplitterTest {
    private static final Masker NOTHING = new Masker(List.of());
    private static final Masker SECRET = new Masker(List.of(Secret.of("TOKEN", "hunter-two")));

    private final List<String> lines = new ArrayList<>();

    @Test
    void givesWholeLinesWithoutTheirEnds() {
        split(NOTHING, "one\ntwo\r\n\nthr", "ee");
        assertThat(lines).containsExactly("one", "two", "", "three");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itDoesNotMatterHowBytesArrive(long seed) {
        Random random = new Random(seed);
        String text = "häuser 😀 and ünter\n".repeat(50) + "the end €";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LineSplitter splitter = new LineSplitter(NOTHING, lines::addAll);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(7));
            splitter.take(ByteBuffer.wrap(bytes, at, length));
            at += length;
        }
        splitter.end();
        assertThat(String.join("\n", lines)).isEqualTo(text);
    }

    @Test
    void replacesBytesThatAreNoText() {
        LineSplitter splitter = new LineSplitter(NOTHING, lines::addAll);
        splitter.take(ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b', '\n', (byte) 0xe2, (byte) 0x82}));
        splitter.end();
        assertThat(lines).containsExactly("a\ufffdb", "\ufffd");
    }

    @Test
    void masksASecretThatArrivesInPieces() {
        split(SECRET, "login hunt", "er-two ok\n");
        assertThat(lines).containsExactly("login *** ok");
    }

    @ParameterizedTest
    @ValueSource(ints = {-12, -9, -5, -1, 0, 1, 5, 9, 12})
    void boundsALineWithoutShowingASecretAtTheSeam(int offset) {
        String before = "x".repeat(LineSplitter.LONGEST + offset);
        split(SECRET, before + "hunter-two" + "y".repeat(LineSplitter.LONGEST));
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines).allMatch(line -> line.length() <= LineSplitter.LONGEST + 12);
        assertThat(String.join("", lines)).isEqualTo(before + "***" + "y".repeat(LineSplitter.LONGEST));
    }

    private void split(Masker masker, String... pieces) {
        LineSplitter splitter = new LineSplitter(masker, lines::addAll);
        for (String piece : pieces) {
            splitter.take(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)));
        }
        splitter.end();
    }
}
