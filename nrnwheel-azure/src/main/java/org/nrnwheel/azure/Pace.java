package org.nrnwheel.azure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often Azure is asked.
 *
 * @param first the first wait
 * @param most the longest wait
 * @param sleeper waits
 */
record Pace(Duration first, Duration most, Sleeper sleeper) {
    private static final int DOUBLINGS = 20;

    /** What a thread waits by. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    static Pace standard() {
        return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(20), time -> Thread.sleep(time.toMillis()));
    }

    /**
     * Returns the wait after some times in vain: it doubles up to the longest one, and up to a half of it is left to chance, so that
     * those who were turned away together do not come back together.
     */
    Duration backOff(int times) {
        long most = Math.min(this.most.toMillis(), first.toMillis() << Math.min(times - 1, DOUBLINGS));
        return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    void pause(Duration time) {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            throw AzureException.interrupted(e);
        }
    }
}
