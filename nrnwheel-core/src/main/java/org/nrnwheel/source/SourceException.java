package org.nrnwheel.source;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A source tree that is missing, unreadable or of no known kind. */
public final class SourceException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what is wrong, with the path
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public SourceException(String message, String remedy, @Nullable Throwable cause) {
        super("source", message, remedy, cause);
    }
}
