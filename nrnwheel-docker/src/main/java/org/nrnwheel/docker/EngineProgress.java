package org.nrnwheel.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ResponseItem;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.PlatformException;

/**
 * Hears what the engine says while it works on an image. Safe for use by several threads.
 *
 * @param <T> the kind of messages
 */
final class EngineProgress<T extends ResponseItem> extends ResultCallback.Adapter<T> {
    private static final String MEND =
            "Read what the engine says; mend that and try again: what it has already is kept.";

    private final Consumer<String> progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable String error;
    private String last = "";
    private String step = "";

    EngineProgress(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void onNext(T item) {
        String failure = failure(item);
        if (failure != null) {
            fail(failure);
            return;
        }
        String text = text(item).strip();
        synchronized (this) {
            // Engines say the same again and again while a layer comes.
            if (text.isEmpty() || text.equals(last)) {
                return;
            }
            last = text;
            step = text.matches("(?s)(Step|STEP) \\d+/\\d+.*") ? text : step;
        }
        progress.accept(text);
    }

    private static @Nullable String failure(ResponseItem item) {
        return item.getErrorDetail() == null ? null : item.getErrorDetail().getMessage();
    }

    private static String text(ResponseItem item) {
        if (item.getStream() != null) {
            return item.getStream();
        }
        String status = Objects.requireNonNullElse(item.getStatus(), "");
        return item.getId() == null || status.isEmpty() ? status : item.getId() + ": " + status;
    }

    private synchronized void fail(String message) {
        error = error == null ? message : error;
    }

    @Override
    public void onError(Throwable failure) {
        fail(Messages.of(failure));
        super.onError(failure);
        ended.countDown();
    }

    @Override
    public void onComplete() {
        super.onComplete();
        ended.countDown();
    }

    /**
     * Waits for the end.
     *
     * @throws PlatformException when the engine failed
     */
    void awaitEnd(String what, String registry) {
        Uninterrupted.await(ended);
        synchronized (this) {
            if (error != null) {
                String where = step.isEmpty() ? "" : " at '" + step + "'";
                throw new PlatformException(
                        "cannot " + what + where + ": " + error, remedy(error, registry, ownStep()), null);
            }
        }
    }

    /** Whether it failed in a step of a Dockerfile that asks no registry for an image. */
    private boolean ownStep() {
        return !step.isEmpty() && !step.contains(" FROM ");
    }

    private static String remedy(String error, String registry, boolean ownStep) {
        if (ownStep) {
            return MEND;
        }
        String lower = error.toLowerCase(Locale.ROOT);
        if (lower.contains("unauthorized") || lower.contains("no basic auth") || lower.contains("denied")) {
            return "Log in first: nrnwheel image login " + registry;
        }
        if (lower.contains("manifest unknown") || lower.contains("not found")) {
            return "Look whether the registry has an image of this name and tag.";
        }
        return MEND;
    }
}
