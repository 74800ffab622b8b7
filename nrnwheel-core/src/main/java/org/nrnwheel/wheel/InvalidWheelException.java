package org.nrnwheel.wheel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        this(file, problem, "Build or download the wheel again.", cause);
    }

    private InvalidWheelException(Path file, String problem, String remedy, @Nullable Throwable cause) {
        super("invalid-wheel", file + ": " + problem, remedy, cause);
    }

    /**
     * Makes the error for a file that cannot be read at all.
     *
     * @param file what should be a wheel
     * @param cause what the system said
     * @return the error
     */
    public static InvalidWheelException unread(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new InvalidWheelException(file, "there is no such file", "Give the path of a wheel.", cause);
        }
        if (Files.isDirectory(file)) {
            return new InvalidWheelException(file, "it is a directory", "Give the path of a wheel.", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new InvalidWheelException(file, "it may not be read", "Let it be readable.", cause);
        }
        return new InvalidWheelException(file, "it cannot be read: " + cause.getMessage(), cause);
    }
}
