package org.nrnwheel.repair;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.platform.OutputSink;

/** Passes a tool's output on, and keeps its last lines and the names of the libraries it says it excludes. */
final class OutputLines implements OutputSink {
    private static final int KEPT = 30;
    private static final int LONGEST = 4096;
    private static final Pattern EXCLUDING = Pattern.compile("(?:INFO:auditwheel\\.lddtree:)?Excluding (\\S+)");

    private final OutputSink next;
    private final Map<Channel, ByteArrayOutputStream> begun = new EnumMap<>(Channel.class);
    private final Deque<String> last = new ArrayDeque<>();
    private final Set<String> excluded = new TreeSet<>();

    OutputLines(OutputSink next) {
        this.next = next;
    }

    @Override
    public void output(Channel channel, ByteBuffer bytes) {
        read(channel, bytes.duplicate());
        next.output(channel, bytes);
    }

    /** Prints a line of our own. */
    void print(String line) {
        output(Channel.OUT, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    synchronized List<String> last() {
        begun.values().forEach(this::endLine);
        return List.copyOf(last);
    }

    synchronized List<String> excluded() {
        return List.copyOf(excluded);
    }

    private synchronized void read(Channel channel, ByteBuffer bytes) {
        ByteArrayOutputStream line = begun.computeIfAbsent(channel, c -> new ByteArrayOutputStream());
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                endLine(line);
            } else if (line.size() < LONGEST) {
                line.write(b);
            }
        }
    }

    private void endLine(ByteArrayOutputStream bytes) {
        String line = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
        bytes.reset();
        if (line.isEmpty()) {
            return;
        }
        Matcher matcher = EXCLUDING.matcher(line);
        if (matcher.matches()) {
            excluded.add(matcher.group(1));
        }
        last.addLast(line);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }
}
