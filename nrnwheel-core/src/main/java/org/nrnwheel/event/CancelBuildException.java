package org.nrnwheel.event;

/** Thrown by a listener to cancel the build that it hears. */
public final class CancelBuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Cancels, for a reason.
     *
     * @param reason why, for the report
     */
    public CancelBuildException(String reason) {
        super(reason);
    }
}
