package org.nrnwheel.result;

import java.time.Duration;

/**
 * How long a step took.
 *
 * @param step the step's name
 * @param time its wall time
 */
public record StepTiming(String step, Duration time) {}
