package org.nrnwheel.testing;

import java.time.Duration;

/**
 * How one check went.
 *
 * @param name the check's name, e.g. {@code nrniv}
 * @param status how it went
 * @param reason why it failed or what was missing; empty when it passed
 * @param time how long it took
 * @param output what it printed, its end when it is long
 */
public record CheckResult(String name, Status status, String reason, Duration time, String output) {
    /** How a check goes. */
    public enum Status {
        /** It passed. */
        PASSED,
        /** It failed. */
        FAILED,
        /** It could not run; the reason names what was missing. */
        SKIPPED
    }
}
