package org.nrnwheel.platform;

import java.nio.ByteBuffer;

/** Takes what a command prints. A slow sink slows the command: nothing is lost and nothing piles up. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes bytes. Called from one thread for each channel; the order within a channel is kept.
     *
     * @param channel which stream
     * @param bytes the bytes, valid during this call only
     */
    void output(Channel channel, ByteBuffer bytes);

    /** A command's output streams. */
    enum Channel {
        /** Standard output. */
        OUT,
        /** Standard error. */
        ERR
    }
}
