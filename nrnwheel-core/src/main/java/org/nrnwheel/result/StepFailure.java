package org.nrnwheel.result;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Why a job failed.
 *
 * @param step the step that failed
 * @param message what went wrong
 * @param remedy what to do
 * @param command the command as it ran, secrets by name; empty when the step runs none
 * @param exit how the command ended, e.g. {@code exit code 2}; nothing when the step runs none
 * @param lastLines the last lines that it printed
 * @param log the job's log file
 */
public record StepFailure(
        String step,
        String message,
        String remedy,
        List<String> command,
        Optional<String> exit,
        List<String> lastLines,
        Path log) {
    /**
     * Copies the lists.
     */
    public StepFailure {
        command = List.copyOf(command);
        lastLines = List.copyOf(lastLines);
    }
}
