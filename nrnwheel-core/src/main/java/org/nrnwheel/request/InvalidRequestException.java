package org.nrnwheel.request;

import org.nrnwheel.error.WheelException;

/** A request that cannot be meant: refused when it is made, or by the planner once the source tree is known. */
public final class InvalidRequestException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a request.
     *
     * @param message what is wrong with it
     * @param remedy what to ask instead
     */
    public InvalidRequestException(String message, String remedy) {
        super("invalid-request", message, remedy, null);
    }
}
