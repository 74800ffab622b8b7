package org.nrnwheel.wheel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** A file that is no valid wheel; the message names the file and, where it is about one, the entry. */
public final class InvalidWheelException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param file the wheel
     * @param problem what is wrong, with the entry
     * @param cause the underlying error, or null
     */
    public InvalidWheelException(Path file, String problem, @Nullable Throwable cause) {
        super("invalid-wheel", file + ": " + problem, "Build or download the wheel again.", cause);
    }
}
