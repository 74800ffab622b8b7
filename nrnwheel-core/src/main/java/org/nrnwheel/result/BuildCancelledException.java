package org.nrnwheel.result;

import org.nrnwheel.error.WheelException;

/** A build that was cancelled; delivered wheels stay and stand in the report. */
public final class BuildCancelledException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final transient BuildReport report;

    /**
     * Makes the error.
     *
     * @param message which jobs, and why
     * @param remedy what to do
     * @param report what the build gave
     */
    public BuildCancelledException(String message, String remedy, BuildReport report) {
        super("build-cancelled", message, remedy, null);
        this.report = report;
    }

    /**
     * Returns what the build gave.
     *
     * @return the report
     */
    public BuildReport report() {
        return report;
    }
}
