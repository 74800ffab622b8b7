package org.nrnwheel.pypi.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestReport;

/**
 * Every wheel was tested as it is, byte for byte, and passed what it had to pass.
 *
 * @param evidence the reports of the tests
 */
record EvidenceCheck(Evidence evidence) implements ReleaseCheck {
    @Override
    public void check(List<Candidate> wheels, Consumer<Finding> findings) {
        for (Candidate wheel : wheels) {
            List<TestReport> tests = evidence.of(wheel.sha256());
            if (tests.stream().noneMatch(test -> test.required() && test.passed())) {
                findings.accept(new Finding(
                        "not-tested",
                        Severity.ERROR,
                        Optional.of(wheel.file()),
                        "no report says that this file (SHA-256 " + wheel.sha256() + ") passed a test",
                        "Test it (nrnwheel test PYTHON WHEEL --json), and give the report."));
            }
            tests.stream().filter(test -> !test.passed()).forEach(test -> findings.accept(failed(wheel, test)));
        }
    }

    private static Finding failed(Candidate wheel, TestReport test) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        test.checks().stream()
                .filter(check -> check.status() == CheckResult.Status.FAILED)
                .forEach(check -> byReason.computeIfAbsent(check.reason(), any -> new ArrayList<>())
                        .add(check.name()));
        String checks = byReason.entrySet().stream()
                .map(same -> String.join(", ", same.getValue()) + " (" + same.getKey() + ")")
                .collect(Collectors.joining("; "));
        return new Finding(
                "test-failed",
                test.required() ? Severity.ERROR : Severity.WARNING,
                Optional.of(wheel.file()),
                "suite " + test.suite() + " failed with Python " + test.python() + " and " + test.dependencies()
                        + " dependencies: " + (checks.isEmpty() ? "no check passed" : checks),
                "Read the report; mend the wheel, or what it was tested with.");
    }
}
