package org.nrnwheel.azure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Keeps a body that must not be larger than a number of bytes. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final int most;
    private final String problem;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Optional<Subscription> subscription = Optional.empty();

    LimitedBody(int most) {
        this(most, "the answer is larger than " + most + " bytes");
    }

    private LimitedBody(int most, String problem) {
        this.most = most;
        this.problem = problem;
    }

    /** Takes no body, for a reason. */
    static LimitedBody none(String problem) {
        return new LimitedBody(0, problem);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = Optional.of(given);
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), most + 1 - kept.size())];
            buffer.get(bytes);
            kept.writeBytes(bytes);
        }
        if (kept.size() > most) {
            subscription.ifPresent(Subscription::cancel);
            body.completeExceptionally(new IOException(problem));
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(kept.toByteArray());
    }
}
