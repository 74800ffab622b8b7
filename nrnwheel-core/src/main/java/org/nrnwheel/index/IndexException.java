package org.nrnwheel.index;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** An index that cannot be read or written, or that refuses a file. */
public final class IndexException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, with the file
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public IndexException(String message, String remedy, @Nullable Throwable cause) {
        super("index", message, remedy, cause);
    }
}
