package org.nrnwheel.run;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nrnwheel.env.Masker;

/**
 * Splits one stream of a command into masked lines. A line longer than the limit is given in pieces, so that memory is
 * bounded; no secret shows at a seam. Used by one thread at a time.
 */
final class LineSplitter {
    static final int LONGEST = 1 << 16;

    private final Masker masker;
    private final Consumer<List<String>> lines;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer decoded = CharBuffer.allocate(1 << 13);
    private final StringBuilder line = new StringBuilder();
    /** The bytes of a character that began in the last piece: at most three. */
    private byte[] rest = {};

    LineSplitter(Masker masker, Consumer<List<String>> lines) {
        this.masker = masker;
        this.lines = lines;
    }

    void take(ByteBuffer bytes) {
        ByteBuffer input = ByteBuffer.allocate(rest.length + bytes.remaining());
        input.put(rest).put(bytes).flip();
        List<String> whole = new ArrayList<>();
        decode(input, false, whole);
        rest = new byte[input.remaining()];
        input.get(rest);
        give(whole);
    }

    /** Gives what stands after the last line end. */
    void end() {
        List<String> whole = new ArrayList<>();
        decode(ByteBuffer.wrap(rest), true, whole);
        rest = new byte[0];
        if (!line.isEmpty()) {
            whole.add(cut());
        }
        give(whole);
    }

    private void decode(ByteBuffer input, boolean end, List<String> whole) {
        boolean more = true;
        while (more) {
            more = decoder.decode(input, decoded, end).isOverflow();
            decoded.flip();
            split(whole);
            decoded.clear();
        }
    }

    private void split(List<String> whole) {
        while (decoded.hasRemaining()) {
            char next = decoded.get();
            if (next == '\n') {
                whole.add(cut());
            } else {
                line.append(next);
                if (line.length() >= LONGEST + masker.overlap()) {
                    whole.add(piece());
                }
            }
        }
    }

    private String cut() {
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        String text = masker.mask(line.toString());
        line.setLength(0);
        return text;
    }

    /** Gives the front of a long line; a value that only began stays behind, to be masked when it is whole. */
    private String piece() {
        String masked = masker.mask(line.toString());
        int seam = Math.max(0, masked.length() - masker.overlap());
        line.setLength(0);
        line.append(masked, seam, masked.length());
        return masked.substring(0, seam);
    }

    private void give(List<String> whole) {
        if (!whole.isEmpty()) {
            lines.accept(whole);
        }
    }
}
