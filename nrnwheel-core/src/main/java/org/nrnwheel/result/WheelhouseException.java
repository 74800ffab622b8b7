package org.nrnwheel.result;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A wheelhouse that cannot be used or written: read-only, a file, full, or in use by another build. */
public final class WheelhouseException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, with the path
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public WheelhouseException(String message, String remedy, @Nullable Throwable cause) {
        super("wheelhouse", message, remedy, cause);
    }
}
