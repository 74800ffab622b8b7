package org.nrnwheel.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.CacheStatistics;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;
import org.nrnwheel.result.StepTiming;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/** A build report as text for people: no control sequences, whatever commands printed. Immutable. */
public final class TextReport {
    private static final int SECONDS = 60;
    private static final Duration SHOWN = Duration.ofMillis(50);
    private static final long MEGABYTE = 1_000_000;
    private static final long KILOBYTE = 1_000;

    private final BuildReport report;

    private TextReport(BuildReport report) {
        this.report = report;
    }

    /**
     * Makes the text of a report.
     *
     * @param report what a build gave
     * @return the text
     */
    public static TextReport of(BuildReport report) {
        return new TextReport(report);
    }

    /**
     * Returns the text.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        report.jobs().forEach(job -> job(out, job));
        report.warnings().forEach(warning -> line(out, "warning: " + warning));
        long ready = report.jobs().stream().filter(JobResult::successful).count();
        line(
                out,
                ready + " of " + report.jobs().size() + " wheels in " + report.wheelhouse() + ", " + time(report.time())
                        + "; report: " + report.file());
        return out.toString();
    }

    private static void job(StringBuilder out, JobResult job) {
        line(out, job.id() + ": " + how(job));
        job.wheel().ifPresent(wheel -> wheel(out, wheel));
        steps(out, job.steps());
        job.compilerCache().ifPresent(cache -> cache(out, cache));
        job.tests().forEach(test -> test(out, test));
        job.failure().ifPresent(failure -> failure(out, failure));
    }

    /** Steps that take no time, such as writing a file, would hide the others. */
    private static void steps(StringBuilder out, List<StepTiming> steps) {
        String times = steps.stream()
                .filter(step -> step.time().compareTo(SHOWN) >= 0)
                .map(step -> step.step() + " " + time(step.time()))
                .collect(Collectors.joining(", "));
        if (!times.isEmpty()) {
            line(out, "  steps: " + times);
        }
    }

    private static String how(JobResult job) {
        return switch (job.status()) {
            case BUILT -> "built";
            case RESTORED -> "already built " + moment(job.finished());
            case FAILED -> "FAILED";
            case CANCELLED -> "cancelled";
        };
    }

    private static void wheel(StringBuilder out, WheelArtifact wheel) {
        line(out, "  wheel: " + wheel.fileName() + " (" + size(wheel.size()) + ")");
        line(out, "  sha256: " + wheel.sha256());
    }

    private static void cache(StringBuilder out, CacheStatistics cache) {
        long all = cache.hits() + cache.misses();
        line(
                out,
                String.format(
                        Locale.ROOT,
                        "  compiler cache: %d of %d hits, %.1f %%",
                        cache.hits(),
                        all,
                        cache.hitRate() * 100));
    }

    private static void test(StringBuilder out, TestReport test) {
        List<CheckResult> checks = test.checks();
        long passed = checks.stream()
                .filter(check -> check.status() == CheckResult.Status.PASSED)
                .count();
        String verdict = test.passed() ? "passed" : test.required() ? "FAILED" : "failed, as a warning only";
        line(
                out,
                "  test " + test.suite() + " (" + test.dependencies() + " dependencies, " + moment(test.finished())
                        + "): " + verdict + ", " + passed + " of " + checks.size() + " checks passed");
        byReason(checks)
                .forEach((reason, alike) -> line(
                        out,
                        "    " + alike.stream().map(CheckResult::name).collect(Collectors.joining(", ")) + " "
                                + alike.get(0).status().name().toLowerCase(Locale.ROOT) + ": "
                                + alike.get(0).reason()));
    }

    /** One cause often fails several checks: it is said once. */
    private static Map<String, List<CheckResult>> byReason(List<CheckResult> checks) {
        return checks.stream()
                .filter(check -> check.status() != CheckResult.Status.PASSED)
                .collect(Collectors.groupingBy(
                        check -> check.status() + " " + check.reason(), LinkedHashMap::new, Collectors.toList()));
    }

    private static void failure(StringBuilder out, StepFailure failure) {
        line(out, "  step " + failure.step() + ": " + failure.message());
        if (!failure.command().isEmpty()) {
            line(out, "  command: " + String.join(" ", failure.command()));
        }
        failure.exit().ifPresent(exit -> line(out, "  exit: " + exit));
        failure.lastLines().forEach(text -> line(out, "  | " + text));
        line(out, "  log: " + failure.log());
        line(out, "  \u2192 " + failure.remedy());
    }

    private static String time(Duration time) {
        if (time.toSeconds() < SECONDS) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    private static String moment(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String size(long bytes) {
        return bytes < MEGABYTE
                ? (bytes + KILOBYTE - 1) / KILOBYTE + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE);
    }

    private static void line(StringBuilder out, String text) {
        out.append(PlainText.of(text).stripTrailing()).append('\n');
    }
}
