package org.nrnwheel.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step that failed, on its way to the job's result. */
final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;
    private final transient List<String> command;
    private final transient Optional<String> exit;

    StepFailedException(String message, String remedy, @Nullable Throwable cause) {
        this(message, remedy, List.of(), Optional.empty(), cause);
    }

    StepFailedException(
            String message, String remedy, List<String> command, Optional<String> exit, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.command = List.copyOf(command);
        this.exit = exit;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }

    List<String> command() {
        return command;
    }

    Optional<String> exit() {
        return exit;
    }
}
