package org.nrnwheel.pypi;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** At least one wheel is not published. The report says which are; the same call again goes on with the rest. */
public final class PublishFailedException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final transient PublishReport report;

    PublishFailedException(String message, String remedy, PublishReport report, @Nullable Throwable cause) {
        super("publish-failed", message, remedy, cause);
        this.report = report;
    }

    /**
     * Returns what became of every wheel.
     *
     * @return the report
     */
    public PublishReport report() {
        return report;
    }
}
