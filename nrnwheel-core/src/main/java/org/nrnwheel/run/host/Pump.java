package org.nrnwheel.run.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.nrnwheel.platform.OutputSink;

/** Reads one stream of a command into its sink; a slow sink slows the reading, and so the command. */
final class Pump implements Runnable {
    private static final int SIZE = 1 << 15;

    private final InputStream stream;
    private final OutputSink.Channel channel;
    private final OutputSink sink;
    private final Consumer<RuntimeException> failed;
    private volatile boolean reading = true;

    Pump(InputStream stream, OutputSink.Channel channel, OutputSink sink, Consumer<RuntimeException> failed) {
        this.stream = stream;
        this.channel = channel;
        this.sink = sink;
        this.failed = failed;
    }

    /** Says whether it waits for the command, not for the sink. */
    boolean reading() {
        return reading;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[SIZE];
        boolean wanted = true;
        try {
            int count = stream.read(buffer);
            while (count >= 0) {
                wanted = wanted && give(buffer, count);
                count = stream.read(buffer);
            }
        } catch (IOException e) {
            // The stream was closed under us: the command has ended.
            reading = true;
        }
    }

    private boolean give(byte[] buffer, int count) {
        reading = false;
        try {
            sink.output(channel, ByteBuffer.wrap(buffer, 0, count).asReadOnlyBuffer());
            return true;
        } catch (RuntimeException e) {
            // Go on reading, so that the command can end.
            failed.accept(e);
            return false;
        } finally {
            reading = true;
        }
    }
}
