package org.nrnwheel.docker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.nrnwheel.platform.OutputSink.Channel;

/**
 * Holds a command's output between the engine and the sink. It is bounded, so a slow sink slows the command. But an engine
 * drops what is left in its pipes soon after a command has ended: from then on everything is taken, which is no more than
 * pipes hold. Safe for use by several threads.
 */
final class OutputBuffer {
    private static final int LIMIT = 1 << 20;
    /** Engines send lines or kilobytes; a sink is better served by more at once. */
    private static final int CHUNK = 1 << 15;

    private static final long LOOK_MILLIS = 300;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int size;
    private boolean unlimited;
    private boolean closed;

    private record Chunk(Channel channel, ByteArrayOutputStream bytes) {}

    /** Some bytes of one channel. */
    record Piece(Channel channel, ByteBuffer bytes) {}

    /**
     * Adds a copy of some bytes; waits while there is no room and the command runs.
     *
     * @param ended says whether the command has ended; it is asked now and then while there is no room
     */
    void put(Channel channel, byte[] bytes, BooleanSupplier ended) {
        while (!offer(channel, bytes)) {
            if (ended.getAsBoolean()) {
                release();
            }
        }
    }

    private synchronized boolean offer(Channel channel, byte[] bytes) {
        awaitRoom();
        if (full()) {
            return false;
        }
        if (!closed) {
            chunk(channel).bytes().writeBytes(bytes);
            size += bytes.length;
            notifyAll();
        }
        return true;
    }

    private Chunk chunk(Channel channel) {
        Chunk last = chunks.peekLast();
        if (last == null || last.channel() != channel || last.bytes().size() >= CHUNK) {
            last = new Chunk(channel, new ByteArrayOutputStream());
            chunks.add(last);
        }
        return last;
    }

    private void awaitRoom() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
        long left = LOOK_MILLIS;
        while (full() && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                // Somebody wants the reader to end; what comes is still kept.
                unlimited = true;
                Thread.currentThread().interrupt();
            }
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private boolean full() {
        return !unlimited && !closed && size > LIMIT;
    }

    /** Waits for a piece; nothing when there will be no more. */
    synchronized Optional<Piece> take() {
        boolean interrupted = false;
        while (chunks.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Chunk chunk = chunks.poll();
        if (chunk == null) {
            return Optional.empty();
        }
        size -= chunk.bytes().size();
        notifyAll();
        return Optional.of(new Piece(
                chunk.channel(), ByteBuffer.wrap(chunk.bytes().toByteArray()).asReadOnlyBuffer()));
    }

    /** Takes everything from now on. */
    synchronized void release() {
        unlimited = true;
        notifyAll();
    }

    /** Takes nothing more; what is there is still given. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
