package org.nrnwheel.result;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * How one job went.
 *
 * @param id the job
 * @param status how it ended
 * @param wheel the wheel in the wheelhouse, when there is one
 * @param steps times of the steps that ran
 * @param repair what the repair did
 * @param tests evidence of the tests
 * @param installed what was installed into the build's environment, as {@code NAME==VERSION} lines
 * @param compilerCache what the compiler cache did
 * @param failure why it failed
 * @param log its log file
 * @param finished when it ended; for a restored job, when the earlier run did
 */
public record JobResult(
        BuildIdentifier id,
        Status status,
        Optional<WheelArtifact> wheel,
        List<StepTiming> steps,
        Optional<RepairReport> repair,
        List<TestReport> tests,
        List<String> installed,
        Optional<CacheStatistics> compilerCache,
        Optional<StepFailure> failure,
        Optional<Path> log,
        Instant finished) {
    /** How a job ends. */
    public enum Status {
        /** Its wheel was built in this run. */
        BUILT,
        /** Its wheel was built by an earlier run. */
        RESTORED,
        /** A step failed. */
        FAILED,
        /** It was cancelled, or never began because the build was. */
        CANCELLED
    }

    /**
     * Copies the lists.
     */
    public JobResult {
        steps = List.copyOf(steps);
        tests = List.copyOf(tests);
        installed = List.copyOf(installed);
    }

    /**
     * Says whether its wheel is there.
     *
     * @return whether it is
     */
    public boolean successful() {
        return status == Status.BUILT || status == Status.RESTORED;
    }

    /**
     * Writes this result as JSON.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return JobJson.write(this);
    }

    /**
     * Reads a result.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the result
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static JobResult fromJson(String json) {
        return JobJson.read(json);
    }
}
