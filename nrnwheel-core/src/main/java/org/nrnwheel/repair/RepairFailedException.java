package org.nrnwheel.repair;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A wheel that could not be repaired. */
public final class RepairFailedException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, with the wheel's name
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public RepairFailedException(String message, String remedy, @Nullable Throwable cause) {
        super("repair-failed", message, remedy, cause);
    }
}
