package org.nrnwheel.platform;

/** A command that was started. Safe for use by several threads. */
public interface RunningCommand {
    /**
     * Waits until the command and its output have ended.
     *
     * @return how it ended
     * @throws InterruptedException when the waiting thread is interrupted; the command goes on
     */
    Exit await() throws InterruptedException;

    /**
     * Waits as {@link #await} does; when the waiting thread is interrupted, cancels the command and waits for its end first, so
     * that nothing runs on behind the caller's back.
     *
     * @return how it ended
     * @throws InterruptedException when the waiting thread is interrupted; the command has ended
     */
    default Exit awaitOrCancel() throws InterruptedException {
        try {
            return await();
        } catch (InterruptedException e) {
            awaitCancelled();
            throw e;
        }
    }

    private void awaitCancelled() {
        while (true) {
            cancel();
            try {
                await();
                return;
            } catch (InterruptedException again) {
                // The caller is told of the first interrupt once the command has ended.
            }
        }
    }

    /** Ends the whole process tree: asks it, and after a grace time kills it. Idempotent; returns at once. */
    void cancel();
}
