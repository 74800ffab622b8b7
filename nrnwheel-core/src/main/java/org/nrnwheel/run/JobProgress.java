package org.nrnwheel.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.result.CacheStatistics;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;
import org.nrnwheel.result.StepTiming;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/** What is known of a job while it runs. Used by the job's thread alone. */
final class JobProgress {
    private final BuildIdentifier id;
    private final Path log;
    private final List<StepTiming> steps = new ArrayList<>();
    private final List<TestReport> tests = new ArrayList<>();
    private List<String> installed = List.of();
    private Optional<RepairReport> repair = Optional.empty();
    private Optional<CacheStatistics> compilerCache = Optional.empty();
    private Optional<WheelArtifact> wheel = Optional.empty();

    JobProgress(BuildIdentifier id, Path log) {
        this.id = id;
        this.log = log;
    }

    void took(String step, Duration time) {
        steps.add(new StepTiming(step, time));
    }

    void repaired(RepairReport report) {
        repair = Optional.of(report);
    }

    void tested(TestReport report) {
        tests.add(report);
    }

    void installed(List<String> lines) {
        installed = lines;
    }

    void compilerCache(Optional<CacheStatistics> statistics) {
        compilerCache = statistics;
    }

    void delivered(WheelArtifact artifact) {
        wheel = Optional.of(artifact);
    }

    JobResult result(JobResult.Status status, Optional<StepFailure> failure) {
        return result(status, wheel, failure);
    }

    /** How the job will have gone once this wheel is delivered. */
    JobResult resultWith(WheelArtifact artifact) {
        return result(JobResult.Status.BUILT, Optional.of(artifact), Optional.empty());
    }

    private JobResult result(JobResult.Status status, Optional<WheelArtifact> artifact, Optional<StepFailure> failure) {
        return new JobResult(
                id,
                status,
                artifact,
                steps,
                repair,
                tests,
                installed,
                compilerCache,
                failure,
                Optional.of(log),
                Instant.now());
    }
}
