package org.nrnwheel.pypi;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is waited before what failed is tried again: up to twice as long each time, by chance, so that those who failed together do
 * not come back together ("full jitter").
 *
 * @param first the longest first pause
 * @param longest no pause is longer
 * @param random the chance
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 20;

    /** Returns the pause after so many failures. */
    Duration after(int failures) {
        long most = Math.min(first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS), longest.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
