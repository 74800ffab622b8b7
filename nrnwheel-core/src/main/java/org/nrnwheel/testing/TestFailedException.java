package org.nrnwheel.testing;

import org.nrnwheel.error.WheelException;

/** A wheel that failed a check. */
public final class TestFailedException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final transient TestReport report;

    /**
     * Makes the error.
     *
     * @param message the wheel's name, which checks failed, and why
     * @param remedy what to do
     * @param report the evidence
     */
    public TestFailedException(String message, String remedy, TestReport report) {
        super("test-failed", message, remedy, null);
        this.report = report;
    }

    /**
     * Returns the evidence.
     *
     * @return each check with its result
     */
    public TestReport report() {
        return report;
    }
}
