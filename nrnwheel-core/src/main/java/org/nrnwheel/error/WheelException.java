package org.nrnwheel.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The base of every error that nrnwheel reports: what went wrong, a stable code, and what to do about it. Each kind
 * lives beside the data that it carries. Instances are safe to share between threads.
 */
public abstract class WheelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * Makes an error.
     *
     * @param code stable identifier in lower case with hyphens, e.g. {@code no-interpreter}; it has a page in the guide
     *     and an exit code of the command line
     * @param message what is wrong, with the file, offset or field
     * @param remedy what to do next
     * @param cause the underlying error, or null
     */
    protected WheelException(String code, String message, String remedy, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns the stable identifier of this kind of error.
     *
     * @return the code, never empty
     */
    public final String code() {
        return code;
    }

    /**
     * Returns what to do next.
     *
     * @return the remedy, a sentence
     */
    public final String remedy() {
        return remedy;
    }
}
