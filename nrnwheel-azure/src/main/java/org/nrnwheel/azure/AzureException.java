package org.nrnwheel.azure;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** Azure could not be asked, or refused what it was asked for. What runs there goes on. */
public final class AzureException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public AzureException(String message, String remedy, @Nullable Throwable cause) {
        super("azure", message, remedy, cause);
    }

    AzureException(String message, String remedy) {
        this(message, remedy, null);
    }

    /** Ends a wait; the thread keeps its interrupt. */
    static AzureException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AzureException("interrupted while Azure was asked", "Ask again; what runs on Azure goes on.", cause);
    }
}
