package org.nrnwheel.docker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not cut short: cleaning up must come to its end. The interrupt's flag is kept. */
final class Uninterrupted {
    private Uninterrupted() {}

    @FunctionalInterface
    private interface Wait {
        void until(long nanos) throws InterruptedException;
    }

    static void sleep(long millis) {
        upTo(TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.NANOSECONDS::sleep);
    }

    static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            await(latch, TimeUnit.MINUTES.toMillis(1));
        }
    }

    /** Waits for a latch, but no longer than some milliseconds. */
    static void await(CountDownLatch latch, long millis) {
        upTo(TimeUnit.MILLISECONDS.toNanos(millis), nanos -> {
            boolean open = latch.await(nanos, TimeUnit.NANOSECONDS);
            assert open || latch.getCount() >= 0;
        });
    }

    private static void upTo(long nanos, Wait wait) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        try {
            boolean over = false;
            while (!over) {
                try {
                    wait.until(Math.max(0, end - System.nanoTime()));
                    over = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
