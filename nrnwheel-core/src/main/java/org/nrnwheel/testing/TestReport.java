package org.nrnwheel.testing;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Evidence about one wheel: each check with its result.
 *
 * @param suite the suite's name
 * @param wheelFile the wheel's file name
 * @param wheelSha256 hexadecimal SHA-256 of the tested wheel
 * @param python version and path of the interpreter
 * @param environment where the wheel was installed
 * @param dependencies {@code constrained} or {@code newest}
 * @param required whether a failure fails the build
 * @param installed all distributions that the wheel's interpreter sees, as {@code NAME==VERSION} lines
 * @param added those of them that were not there before the wheel was installed
 * @param checks the checks, in order
 * @param finished when the last one ended
 */
public record TestReport(
        String suite,
        String wheelFile,
        String wheelSha256,
        String python,
        TestEnvironment environment,
        String dependencies,
        boolean required,
        List<String> installed,
        List<String> added,
        List<CheckResult> checks,
        Instant finished) {
    /** Version of the JSON form that this library writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Copies the lists.
     */
    public TestReport {
        installed = List.copyOf(installed);
        added = List.copyOf(added);
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
     * Changes what programs printed, as to hide secrets in it.
     *
     * @param change the change
     * @return the changed report
     */
    public TestReport withText(UnaryOperator<String> change) {
        return new TestReport(
                suite,
                wheelFile,
                wheelSha256,
                python,
                environment,
                dependencies,
                required,
                installed.stream().map(change).toList(),
                added.stream().map(change).toList(),
                checks.stream().map(check -> check.withText(change)).toList(),
                finished);
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
