package org.nrnwheel.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.result.BuildCancelledException;
import org.nrnwheel.result.BuildFailedException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;

/** Says in words how a build ended. */
final class BuildOutcome {
    private static final int SHOWN_LINES = 15;

    private BuildOutcome() {}

    /** Returns the error that a report stands for; nothing when every job has its wheel. */
    static Optional<WheelException> error(BuildReport report, String cancelReason) {
        List<JobResult> cancelled = with(report, JobResult.Status.CANCELLED);
        List<JobResult> failed = with(report, JobResult.Status.FAILED);
        if (!cancelled.isEmpty()) {
            return Optional.of(new BuildCancelledException(
                    cancelReason + "; not built: " + names(cancelled) + delivered(report) + failures(failed),
                    "Run it again: it goes on where it stopped.",
                    report));
        }
        if (!failed.isEmpty()) {
            return Optional.of(new BuildFailedException(
                    failed.size() + " of " + report.jobs().size() + " jobs failed" + delivered(report)
                            + failures(failed),
                    remedies(failed),
                    report));
        }
        return Optional.empty();
    }

    private static List<JobResult> with(BuildReport report, JobResult.Status status) {
        return report.jobs().stream().filter(job -> job.status() == status).toList();
    }

    private static String names(List<JobResult> jobs) {
        return jobs.stream().map(job -> job.id().toString()).collect(Collectors.joining(", "));
    }

    private static String delivered(BuildReport report) {
        int wheels = report.wheels().size();
        return "; " + (wheels == 1 ? "1 wheel is in " : wheels + " wheels are in ") + report.wheelhouse();
    }

    private static String failures(List<JobResult> failed) {
        return failed.stream().map(BuildOutcome::failure).collect(Collectors.joining());
    }

    private static String failure(JobResult job) {
        return job.failure().map(failure -> failure(job, failure)).orElse("\n" + job.id() + " failed");
    }

    private static String failure(JobResult job, StepFailure failure) {
        StringBuilder text = new StringBuilder();
        text.append("\n").append(job.id()).append(" failed at step ").append(failure.step());
        text.append(": ").append(failure.message());
        if (!failure.command().isEmpty()) {
            text.append("\n  command: ").append(String.join(" ", failure.command()));
        }
        List<String> lines = failure.lastLines();
        lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())
                .forEach(line -> text.append("\n  | ").append(line));
        return text.append("\n  log: ").append(failure.log()).toString();
    }

    private static String remedies(List<JobResult> failed) {
        return failed.stream()
                .flatMap(job -> job.failure().stream())
                .map(StepFailure::remedy)
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
