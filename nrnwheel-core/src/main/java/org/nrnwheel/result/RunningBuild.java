package org.nrnwheel.result;

import java.util.concurrent.CompletionStage;

/** A build that was started. Safe for use by several threads. */
public interface RunningBuild {
    /**
     * Waits for the end. Interrupting the waiting thread cancels the build, waits for the cleanup and restores the flag.
     *
     * @return the report, when every job has its wheel
     * @throws BuildFailedException when a job failed; delivered wheels stay and stand in its report
     * @throws BuildCancelledException when the build was cancelled
     */
    BuildReport await();

    /** Cancels: ends what runs, with its whole process trees, and begins nothing new. Idempotent; returns at once. */
    void cancel();

    /**
     * Returns the end as a stage: completed with the report, or exceptionally as {@link #await} throws.
     *
     * @return the stage
     */
    CompletionStage<BuildReport> completion();
}
