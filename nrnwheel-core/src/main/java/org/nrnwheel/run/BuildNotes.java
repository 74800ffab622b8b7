package org.nrnwheel.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.report.HtmlReport;
import org.nrnwheel.report.JunitXmlReport;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.tag.BuildIdentifier;

/** Keeps the report of a build, in memory and in the wheelhouse. Safe for use by several threads. */
final class BuildNotes {
    private final BuildPlan plan;
    private final WheelhouseDirectory wheelhouse;
    private final Instant started = Instant.now();
    private final Map<BuildIdentifier, JobResult> results = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    BuildNotes(BuildPlan plan, WheelhouseDirectory wheelhouse) {
        this.plan = plan;
        this.wheelhouse = wheelhouse;
    }

    synchronized void warn(String message) {
        warnings.add(message);
    }

    synchronized void ended(JobResult result) {
        results.put(result.id(), result);
    }

    /** Writes what is known by now. */
    synchronized void save() throws IOException {
        BuildReport report = report(known());
        AtomicFile.write(report.file(), report.toJson());
    }

    /** Makes the report of the whole build: jobs that never began were cancelled. */
    synchronized BuildReport finish() {
        Instant now = Instant.now();
        for (BuildJob job : plan.jobs()) {
            results.computeIfAbsent(job.id(), id -> neverBegan(id, now));
        }
        return report(known());
    }

    /** Writes a finished report, as JSON, JUnit XML and HTML. */
    void save(BuildReport report) throws IOException {
        AtomicFile.write(report.file(), report.toJson());
        Path junit = wheelhouse.junit();
        AtomicFile.write(junit, JunitXmlReport.of(report).toString());
        AtomicFile.write(wheelhouse.html(), HtmlReport.of(report).toString());
    }

    private List<JobResult> known() {
        return plan.jobs().stream()
                .map(job -> Optional.ofNullable(results.get(job.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    private BuildReport report(List<JobResult> jobs) {
        return new BuildReport(
                plan.recipe(),
                plan.platform(),
                plan.image(),
                plan.sourceState(),
                wheelhouse.root(),
                started,
                Duration.between(started, Instant.now()),
                jobs,
                warnings);
    }

    private static JobResult neverBegan(BuildIdentifier id, Instant now) {
        return new JobResult(
                id,
                JobResult.Status.CANCELLED,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
    }
}
