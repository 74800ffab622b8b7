package org.nrnwheel.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Results of other threads. Stateless. */
public final class Results {
    private Results() {}

    /**
     * Waits for a result.
     *
     * @param future what makes it
     * @param <T> what it is
     * @return the result
     * @throws RuntimeException what was thrown instead, as it was thrown; an {@link Error} too
     */
    public static <T> T of(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
