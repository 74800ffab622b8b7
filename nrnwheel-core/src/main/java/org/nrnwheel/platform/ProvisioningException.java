package org.nrnwheel.platform;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A Python that could not be provisioned. */
public final class ProvisioningException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public ProvisioningException(String message, String remedy, @Nullable Throwable cause) {
        super("provisioning", message, remedy, cause);
    }
}
