package org.nrnwheel.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.OutputSink.Channel;

/** What a command prints, as the engine sends it; the thread that reads it waits while the buffer is full. */
final class CommandStream extends ResultCallback.Adapter<Frame> {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");

    private final OutputBuffer buffer;
    private final BooleanSupplier ended;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();

    CommandStream(OutputBuffer buffer, BooleanSupplier ended) {
        this.buffer = buffer;
        this.ended = ended;
    }

    @Override
    public void onNext(Frame frame) {
        Channel channel = frame.getStreamType() == StreamType.STDERR ? Channel.ERR : Channel.OUT;
        buffer.put(channel, frame.getPayload(), ended);
    }

    @Override
    public void onError(Throwable failure) {
        error.compareAndSet(null, failure);
        super.onError(failure);
        end.countDown();
    }

    @Override
    public void onComplete() {
        super.onComplete();
        end.countDown();
    }

    boolean over() {
        return end.getCount() == 0;
    }

    /** Waits for the end, but no longer than some milliseconds. */
    void await(long millis) {
        Uninterrupted.await(end, millis);
    }

    Optional<String> error() {
        return Optional.ofNullable(error.get()).map(Messages::of);
    }

    /** Stops reading. */
    void abandon() {
        try {
            close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the stream of a command did not close well", e);
        }
    }
}
