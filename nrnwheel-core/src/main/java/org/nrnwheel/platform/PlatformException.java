package org.nrnwheel.platform;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A platform that could not do what it was asked for. */
public final class PlatformException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public PlatformException(String message, String remedy, @Nullable Throwable cause) {
        super("platform", message, remedy, cause);
    }
}
