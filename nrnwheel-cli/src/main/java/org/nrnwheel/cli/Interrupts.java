package org.nrnwheel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.RunningBuild;

/**
 * Cancels the running build when the process is asked to end, and lets it clean up and print before the process does. The
 * JVM then ends with 130 after Ctrl-C and 143 after SIGTERM.
 */
final class Interrupts implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "nrnwheel-interrupt");
    private volatile Runnable cancel = () -> {};

    BuildReport await(RunningBuild build) {
        cancel = build::cancel;
        Runtime.getRuntime().addShutdownHook(hook);
        return build.await();
    }

    private void ask() {
        cancel.run();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that all is printed: the process may end. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already: the hook is what waited for us.
            cancel = () -> {};
        }
    }
}
