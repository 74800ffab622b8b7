package org.nrnwheel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nrnwheel.platform.OutputSink;

/** Passes output on line by line, with secrets hidden. Safe for use by the threads of several commands. */
final class MaskingSink implements OutputSink {
    private static final int LONGEST = 1 << 16;

    private final OutputSink next;
    private final UnaryOperator<String> mask;
    private final Map<Channel, ByteArrayOutputStream> open = new EnumMap<>(Channel.class);

    MaskingSink(OutputSink next, UnaryOperator<String> mask) {
        this.next = next;
        this.mask = mask;
    }

    @Override
    public synchronized void output(Channel channel, ByteBuffer bytes) {
        ByteArrayOutputStream line = open.computeIfAbsent(channel, key -> new ByteArrayOutputStream());
        ByteBuffer view = bytes.duplicate();
        while (view.hasRemaining()) {
            byte b = view.get();
            line.write(b);
            if (b == '\n' || line.size() >= LONGEST) {
                pass(channel, line);
            }
        }
        bytes.position(bytes.limit());
    }

    /** Passes on what did not end with a line end. */
    synchronized void end() {
        open.forEach(this::pass);
    }

    private void pass(Channel channel, ByteArrayOutputStream line) {
        if (line.size() > 0) {
            String text = mask.apply(line.toString(StandardCharsets.UTF_8));
            line.reset();
            next.output(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
