package org.nrnwheel.json;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A JSON document that cannot be read, or that lacks a field. */
public final class InvalidJsonException extends WheelException {
    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message, @Nullable Throwable cause) {
        super("invalid-json", message, "Write the document again with this version of nrnwheel.", cause);
    }
}
