package org.nrnwheel.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Keeps the first megabytes of what a helper of ours prints. Safe for use by several threads. */
final class HelperOutput extends ResultCallback.Adapter<Frame> {
    private static final int LIMIT = 8 << 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public synchronized void onNext(Frame frame) {
        ByteArrayOutputStream kept = frame.getStreamType() == StreamType.STDERR ? err : out;
        if (kept.size() < LIMIT) {
            kept.writeBytes(frame.getPayload());
        }
    }

    @Override
    public void onError(Throwable error) {
        synchronized (this) {
            err.writeBytes(Messages.of(error).getBytes(StandardCharsets.UTF_8));
        }
        super.onError(error);
        ended.countDown();
    }

    @Override
    public void onComplete() {
        super.onComplete();
        ended.countDown();
    }

    void awaitEnd() {
        Uninterrupted.await(ended);
    }

    synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
