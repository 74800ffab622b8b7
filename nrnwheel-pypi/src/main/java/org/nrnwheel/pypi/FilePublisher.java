package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Flow;

/**
 * Reads a file while it is sent, in larger parts than the JDK's own publisher: every part passes from thread to thread, so that takes
 * half the processor's time. One that has another size than it had makes the client fail.
 *
 * @param file the file
 * @param contentLength its size in bytes
 */
record FilePublisher(Path file, long contentLength) implements BodyPublisher {
    private static final int PART = 1 << 17;

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        subscriber.onSubscribe(new Reading(subscriber, channel));
    }

    /** One reading. The client asks for the next part also while it is given one. */
    private static final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final FileChannel channel;
        private long asked;
        private boolean giving;
        private boolean ended;

        Reading(Flow.Subscriber<? super ByteBuffer> subscriber, FileChannel channel) {
            this.subscriber = subscriber;
            this.channel = channel;
        }

        @Override
        public void request(long parts) {
            synchronized (this) {
                asked = Math.max(asked + parts, parts); // Long.MAX_VALUE means all
                if (giving) {
                    return;
                }
                giving = true;
            }
            while (next()) {
                give();
            }
        }

        private synchronized boolean next() {
            giving = !ended && asked > 0;
            asked -= giving ? 1 : 0;
            return giving;
        }

        private void give() {
            try {
                ByteBuffer part = ByteBuffer.allocate(PART);
                if (channel.read(part) < 0) {
                    cancel();
                    subscriber.onComplete();
                } else {
                    subscriber.onNext(part.flip());
                }
            } catch (IOException e) {
                cancel();
                subscriber.onError(e);
            }
        }

        @Override
        public synchronized void cancel() {
            ended = true;
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing more is read of it.
                asked = 0;
            }
        }
    }
}
