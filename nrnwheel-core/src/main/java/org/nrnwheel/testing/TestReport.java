package org.nrnwheel.testing;

import java.time.Instant;
import java.util.List;

/**
 * Evidence about one wheel: each check with its result.
 *
 * @param suite the suite's name
 * @param wheelFile the wheel's file name
 * @param wheelSha256 hexadecimal SHA-256 of the tested wheel
 * @param python version and path of the interpreter
 * @param dependencies {@code constrained} or {@code newest}
 * @param required whether a failure fails the build
 * @param installed what was installed, as {@code NAME==VERSION} lines
 * @param checks the checks, in order
 * @param finished when the last one ended
 */
public record TestReport(
        String suite,
        String wheelFile,
        String wheelSha256,
        String python,
        String dependencies,
        boolean required,
        List<String> installed,
        List<CheckResult> checks,
        Instant finished) {
    /** Version of the JSON form that this library writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Copies the lists.
     */
    public TestReport {
        installed = List.copyOf(installed);
        checks = List.copyOf(checks);
    }

    /**
     * Says whether no check failed and at least one passed.
     *
     * @return whether the wheel passed
     */
    public boolean passed() {
        return checks.stream().noneMatch(check -> check.status() == CheckResult.Status.FAILED)
                && checks.stream().anyMatch(check -> check.status() == CheckResult.Status.PASSED);
    }

    /**
     * Writes this report as JSON.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return TestReportJson.write(this);
    }

    /**
     * Reads a report.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the report
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static TestReport fromJson(String json) {
        return TestReportJson.read(json);
    }
}
