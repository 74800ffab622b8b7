package org.nrnwheel.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How one check went.
 *
 * @param name the check's name, e.g. {@code nrniv}
 * @param status how it went
 * @param reason why it failed or what was missing; empty when it passed
 * @param time how long it took
 * @param output what it printed, its end when it is long
 * @param blame which file of the wheel made it fail, where that is known
 */
public record CheckResult(
        String name, Status status, String reason, Duration time, String output, Optional<Blame> blame) {
    /** How a check goes. */
    public enum Status {
        /** It passed. */
        PASSED,
        /** It failed. */
        FAILED,
        /** It could not run; the reason names what was missing. */
        SKIPPED
    }

    /**
     * Makes a result that blames no file.
     *
     * @param name the check's name
     * @param status how it went
     * @param reason why it failed or what was missing
     * @param time how long it took
     * @param output what it printed
     */
    public CheckResult(String name, Status status, String reason, Duration time, String output) {
        this(name, status, reason, time, output, Optional.empty());
    }

    /**
     * Makes this result blame a file.
     *
     * @param found the file, or nothing
     * @return the changed result
     */
    public CheckResult withBlame(Optional<Blame> found) {
        return new CheckResult(name, status, reason, time, output, found);
    }

    /**
     * Changes what was printed, as to hide secrets in it.
     *
     * @param change the change
     * @return the changed result
     */
    public CheckResult withText(UnaryOperator<String> change) {
        return new CheckResult(
                name,
                status,
                change.apply(reason),
                time,
                change.apply(output),
                blame.map(found -> new Blame(change.apply(found.file()), change.apply(found.why()))));
    }
}
