package org.nrnwheel.azure;

import java.util.List;
import org.nrnwheel.error.WheelException;

/** A run that has ended otherwise than well. Its artifacts can be fetched all the same. */
public final class RunFailedException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final transient RunStatus status;

    RunFailedException(RunStatus status, List<String> problems) {
        super("azure-run-failed", message(status, problems), remedy(status), null);
        this.status = status;
    }

    /**
     * Returns how it ended.
     *
     * @return the status when it had ended
     */
    public RunStatus status() {
        return status;
    }

    private static String message(RunStatus status, List<String> problems) {
        return "run " + status.id() + " "
                + status.result().map(RunStatus.Result::words).orElse("has no result")
                + String.join(
                        "", problems.stream().map(problem -> "\n  " + problem).toList());
    }

    private static String remedy(RunStatus status) {
        return "Read its logs: " + status.page() + "\nWhat it kept: nrnwheel azure artifacts " + status.id();
    }
}
