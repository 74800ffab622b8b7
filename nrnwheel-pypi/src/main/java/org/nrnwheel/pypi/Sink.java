package org.nrnwheel.pypi;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hands a body on as it comes, and counts it. */
final class Sink implements BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Consumer<ByteBuffer> bytes;
    private final AtomicLong moved;

    Sink(Consumer<ByteBuffer> bytes, AtomicLong moved) {
        this.bytes = bytes;
        this.moved = moved;
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        for (ByteBuffer item : items) {
            moved.addAndGet(item.remaining());
            bytes.accept(item);
        }
    }

    @Override
    public void onError(Throwable error) {
        done.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        done.complete(true);
    }
}
