package org.nrnwheel.cli;

import java.util.Locale;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestReport;

/** The evidence about a wheel as lines for people. */
final class TestText {
    private TestText() {}

    static String of(TestReport report) {
        StringBuilder text = new StringBuilder();
        report.checks().forEach(check -> text.append(check(check)));
        return PlainText.of(text.append(summary(report)).toString());
    }

    private static String check(CheckResult check) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-8s %s (%.1f s)%s%n",
                check.status().name().toLowerCase(Locale.ROOT),
                check.name(),
                check.time().toMillis() / 1000.0,
                check.reason().isEmpty() ? "" : ": " + check.reason()));
        check.blame()
                .ifPresent(blame -> text.append("  to blame: ").append(blame).append('\n'));
        if (check.status() == CheckResult.Status.FAILED) {
            check.output()
                    .lines()
                    .forEach(line -> text.append("  | ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static String summary(TestReport report) {
        return String.format(
                Locale.ROOT,
                "%s %s suite %s with Python %s (%s, %s dependencies)%nadded: %s%n",
                report.wheelFile(),
                report.passed() ? "passed" : "FAILED",
                report.suite(),
                report.python(),
                report.environment().name().toLowerCase(Locale.ROOT),
                report.dependencies(),
                String.join(", ", report.added()));
    }
}
