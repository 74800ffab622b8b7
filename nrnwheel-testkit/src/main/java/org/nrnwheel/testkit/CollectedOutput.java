package org.nrnwheel.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.nrnwheel.platform.OutputSink;

/** A sink that keeps everything. Safe for use by several threads. */
public final class CollectedOutput implements OutputSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Makes an empty one. */
    public CollectedOutput() {}

    @Override
    public synchronized void output(Channel channel, ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        (channel == Channel.OUT ? out : err).writeBytes(array);
    }

    /**
     * Returns what came on standard output.
     *
     * @return the text so far
     */
    public synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Returns what came on standard error.
     *
     * @return the text so far
     */
    public synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
