package org.nrnwheel.pypi.release;

import org.nrnwheel.error.WheelException;

/** A set of wheels may not be released; code {@code release-refused}. */
public final class ReleaseRefusedException extends WheelException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final transient ReleaseReport report;

    ReleaseRefusedException(ReleaseReport report) {
        super("release-refused", report.toText().strip(), "Mend each of these; nothing was uploaded.", null);
        this.report = report;
    }

    /**
     * Returns why.
     *
     * @return everything that was found
     */
    public ReleaseReport report() {
        return report;
    }
}
