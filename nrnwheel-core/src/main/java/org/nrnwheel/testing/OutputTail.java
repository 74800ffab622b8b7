package org.nrnwheel.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.nrnwheel.platform.OutputSink;

/**
 * Passes output on and keeps the last lines of it, without the control sequences of terminals. Safe for use by the threads
 * of both channels.
 */
final class OutputTail implements OutputSink {
    private static final int MAX_LINES = 200;
    private static final int MAX_LINE = 2000;
    private static final Pattern CONTROL = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|[\\p{Cntrl}&&[^\t]]");

    private final OutputSink next;
    private final Consumer<String> watcher;
    private final Map<Channel, ByteArrayOutputStream> open = new EnumMap<>(Channel.class);
    private final Deque<String> lines = new ArrayDeque<>();

    /** Makes a tail; the watcher sees every whole line, one at a time. */
    OutputTail(OutputSink next, Consumer<String> watcher) {
        this.next = next;
        this.watcher = watcher;
        for (Channel channel : Channel.values()) {
            open.put(channel, new ByteArrayOutputStream());
        }
    }

    @Override
    public void output(Channel channel, ByteBuffer bytes) {
        take(channel, bytes.duplicate());
        next.output(channel, bytes);
    }

    /** Ends unfinished lines and returns the last ones. */
    synchronized List<String> finish() {
        open.values().stream().filter(line -> line.size() > 0).forEach(this::endLine);
        return List.copyOf(lines);
    }

    private synchronized void take(Channel channel, ByteBuffer bytes) {
        ByteArrayOutputStream line = open.computeIfAbsent(channel, c -> new ByteArrayOutputStream());
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                endLine(line);
            } else if (line.size() < MAX_LINE) {
                line.write(b);
            }
        }
    }

    private void endLine(ByteArrayOutputStream bytes) {
        String line = CONTROL.matcher(bytes.toString(StandardCharsets.UTF_8))
                .replaceAll("")
                .stripTrailing();
        bytes.reset();
        watcher.accept(line);
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }
}
