package org.nrnwheel.pypi;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Holds all uploads back while an index asks for a pause. Safe for use by several threads. */
final class Gate {
    private long open = System.nanoTime();

    synchronized void close(Duration pause) {
        long then = System.nanoTime() + pause.toNanos();
        if (then - open > 0) {
            open = then;
        }
    }

    void await() throws InterruptedException {
        for (long rest = rest(); rest > 0; rest = rest()) {
            TimeUnit.NANOSECONDS.sleep(rest);
        }
    }

    private synchronized long rest() {
        return open - System.nanoTime();
    }
}
