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

    /** Ends the whole process tree: asks it, and after a grace time kills it. Idempotent; returns at once. */
    void cancel();
}
