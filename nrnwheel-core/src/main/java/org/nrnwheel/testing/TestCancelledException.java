package org.nrnwheel.testing;

import org.nrnwheel.error.WheelException;

/** A test that was cancelled by an interruption; what ran has been ended and nothing is left of it. */
public final class TestCancelledException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what was cancelled
     * @param cause the interruption
     */
    public TestCancelledException(String message, InterruptedException cause) {
        super("build-cancelled", message, "Test the wheel again.", cause);
    }
}
