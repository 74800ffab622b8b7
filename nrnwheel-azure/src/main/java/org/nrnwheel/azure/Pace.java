package org.nrnwheel.azure;

import java.time.Duration;
import org.nrnwheel.net.Backoff;

/**
 * How often Azure is asked.
 *
 * @param first the first wait
 * @param most the longest wait
 * @param sleeper waits
 */
record Pace(Duration first, Duration most, Sleeper sleeper) {
    /** What a thread waits by. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    static Pace standard() {
        return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(20), time -> Thread.sleep(time.toMillis()));
    }

    /** Returns the wait after some times in vain. */
    Duration backOff(int times) {
        return new Backoff(first, most).after(times);
    }

    void pause(Duration time) {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            throw AzureException.interrupted(e);
        }
    }
}
