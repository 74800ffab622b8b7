package org.nrnwheel.run.host;

import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not cut short: cleaning up must come to its end. The interrupt's flag is kept. */
final class Waits {
    private Waits() {}

    /** A wait of at most some nanoseconds. */
    @FunctionalInterface
    interface Wait {
        void nanos(long nanos) throws InterruptedException;
    }

    static void sleep(long millis) {
        upTo(TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.NANOSECONDS::sleep);
    }

    static void join(Thread thread) {
        while (thread.isAlive()) {
            joinFor(thread, TimeUnit.SECONDS.toMillis(1));
        }
    }

    static void joinFor(Thread thread, long millis) {
        upTo(TimeUnit.MILLISECONDS.toNanos(millis), nanos -> TimeUnit.NANOSECONDS.timedJoin(thread, nanos));
    }

    private static void upTo(long nanos, Wait wait) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        try {
            boolean over = false;
            while (!over) {
                try {
                    wait.nanos(Math.max(0, end - System.nanoTime()));
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
