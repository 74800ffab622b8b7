package org.nrnwheel.result;

import java.time.Duration;

/**
 * How long a step took.
 *
 * @param step the step's name, or one of the two constants
 * @param time its wall time
 */
public record StepTiming(String step, Duration time) {
    /** Stands for the time that a platform needs to open a job's workspace, source and all. */
    public static final String OPEN_WORKSPACE = "open workspace";

    /** Stands for the time that a platform needs to remove a job's workspace. */
    public static final String CLOSE_WORKSPACE = "close workspace";
}
