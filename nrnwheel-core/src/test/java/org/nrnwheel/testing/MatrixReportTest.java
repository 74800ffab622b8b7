package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nrnwheel.json.Schemas;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.MatrixReport.Cell;
import org.nrnwheel.testing.MatrixReport.Gap;
import org.nrnwheel.testing.MatrixReport.TestedSystem;

class MatrixReportTest {
    private static final String WHEEL = "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl";
    private static final List<TestedSystem> SYSTEMS = List.of(
            new TestedSystem("old", "debian 11", "glibc 2.31"), new TestedSystem("new", "debian 13", "glibc 2.41"));
    private static final Gap GAP = new Gap(WHEEL, "glibc 2.17", "glibc 2.31", "manylinux_2_17_x86_64", true);

    private static CheckResult check(String name, Status status, String reason) {
        return new CheckResult(name, status, reason, Duration.ofMillis(1500), "said");
    }

    private static Cell tried(String system, CheckResult... checks) {
        TestReport report = new TestReport(
                "generic",
                WHEEL,
                "0".repeat(64),
                "3.11.2 /usr/bin/python3",
                TestEnvironment.VENV,
                "newest",
                true,
                List.of("demo==1.0"),
                List.of("demo==1.0"),
                List.of(checks),
                Instant.parse("2026-01-01T00:00:00Z"));
        return new Cell(WHEEL, system, Optional.of(report), "");
    }

    private static Cell notTried(String system) {
        return new Cell(WHEEL, system, Optional.empty(), "it has no Python for cp311-cp311; it has 3.13.5");
    }

    @Test
    void aTableLinesUpAndTellsReasonsOnce() {
        MatrixReport report = new MatrixReport(
                SYSTEMS,
                List.of(
                        tried(
                                "old",
                                check("install", Status.PASSED, ""),
                                check("import-demo", Status.FAILED, "no libfoo.so.1"),
                                check("a", Status.SKIPPED, "no perl"),
                                check("b", Status.SKIPPED, "no perl")),
                        notTried("new")),
                List.of(GAP));

        assertThat(report.passed()).isFalse();
        assertThat(report.toText().lines())
                .contains(
                        "                old         new",
                        "  C library     glibc 2.31  glibc 2.41",
                        "  install       passed      -",
                        "  import-demo   FAILED      -",
                        "  not tried on new: it has no Python for cp311-cp311; it has 3.13.5",
                        "  old: import-demo failed: no libfoo.so.1",
                        "  old: a, b skipped: no perl",
                        "  its tag promises glibc 2.17, the oldest that it was tried on is glibc 2.31; for what is between, its"
                                + " symbols fit manylinux_2_17_x86_64 (nrnwheel audit)");
    }

    @Test
    void aWheelThatWasTriedNowhereHasNotPassed() {
        Cell passed = tried("old", check("install", Status.PASSED, ""));

        assertThat(new MatrixReport(SYSTEMS, List.of(passed, notTried("new")), List.of()).passed())
                .isTrue();
        assertThat(new MatrixReport(SYSTEMS, List.of(notTried("old"), notTried("new")), List.of()).passed())
                .isFalse();
        assertThat(new MatrixReport(SYSTEMS, List.of(), List.of()).passed()).isFalse();
    }

    @Test
    void whatWasTriedNowhereHasNothingBetween() {
        Gap untried = new Gap(WHEEL, "glibc 2.17", "", "manylinux_2_17_x86_64", true);
        MatrixReport report = new MatrixReport(SYSTEMS, List.of(notTried("old")), List.of(untried));

        assertThat(report.toText())
                .contains("its tag promises glibc 2.17, it was tried on none; its symbols fit manylinux_2_17_x86_64")
                .doesNotContain("between");
    }

    @Test
    void jsonRoundTripsAndKeepsItsSchema() {
        MatrixReport report = new MatrixReport(
                SYSTEMS, List.of(tried("old", check("install", Status.PASSED, "")), notTried("new")), List.of(GAP));

        assertThat(MatrixReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(Schemas.violations("matrix-report", report.toJson())).isEmpty();
    }
}
