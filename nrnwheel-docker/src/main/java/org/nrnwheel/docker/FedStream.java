package org.nrnwheel.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** What a helper is fed with; it knows how long ago all was taken. Read by one thread, asked by others. */
final class FedStream extends FilterInputStream {
    private volatile boolean ended;
    private volatile long end;

    FedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        note(b);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        note(n);
        return n;
    }

    private void note(int read) {
        if (read < 0 && !ended) {
            end = System.nanoTime();
            ended = true;
        }
    }

    /** Whether the last byte was taken that long ago. */
    boolean endedFor(long millis) {
        return ended && System.nanoTime() - end > TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
