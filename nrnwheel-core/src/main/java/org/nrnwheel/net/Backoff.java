package org.nrnwheel.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is waited before what failed is tried again: up to twice as long each time, a half of it by chance, so that those who failed
 * together do not come back together. Immutable.
 *
 * @param first the longest first pause
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * Returns the next pause.
     *
     * @param failures how many there were, 1 or more
     * @return between a half and the whole of the first pause, doubled for each further failure, or of the longest
     */
    public Duration after(int failures) {
        long most = Math.min(first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS), longest.toMillis());
        return Duration.ofMillis(most - RandomGenerator.getDefault().nextLong(most / 2 + 1));
    }
}
