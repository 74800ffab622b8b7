package org.nrnwheel.platform;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param outcome the way it ended
 * @param code the exit code, or the signal's number, or 0
 * @param time how long it ran
 * @param detail a line for people, perhaps empty
 */
public record Exit(Outcome outcome, int code, Duration time, String detail) {
    /** The ways in which a command ends. */
    public enum Outcome {
        /** It exited by itself, with a code. */
        EXITED,
        /** A signal ended it. */
        SIGNALLED,
        /** It ran longer than its time limit and was ended. */
        TIMED_OUT,
        /** It was cancelled. */
        CANCELLED,
        /** It was killed for want of memory. */
        OUT_OF_MEMORY,
        /** Its platform went away, so nothing is known. */
        LOST
    }

    /**
     * Says whether it exited with code 0.
     *
     * @return whether it did
     */
    public boolean successful() {
        return outcome == Outcome.EXITED && code == 0;
    }

    /**
     * Describes the end in a few words.
     *
     * @return e.g. {@code exit code 2}, {@code killed by signal 9}
     */
    @Override
    public String toString() {
        String how = switch (outcome) {
            case EXITED -> "exit code " + code;
            case SIGNALLED -> "killed by signal " + code;
            case TIMED_OUT -> "ended at its time limit";
            case CANCELLED -> "cancelled";
            case OUT_OF_MEMORY -> "killed for want of memory";
            case LOST -> "lost";
        };
        return detail.isEmpty() ? how : how + " (" + detail + ")";
    }
}
