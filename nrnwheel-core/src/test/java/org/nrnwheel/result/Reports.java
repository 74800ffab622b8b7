package org.nrnwheel.result;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Place;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.testing.Blame;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/** Reports for tests. */
public final class Reports {
    private static final Instant END = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String WHEEL = "demo-1.0-cp311-cp311-linux_x86_64.whl";
    private static final String SHA256 = "ab".repeat(32);

    private Reports() {}

    /** One job built, one restored, one failed, one cancelled. */
    public static BuildReport mixed() {
        return new BuildReport(
                "pep517",
                "host",
                Optional.of(new ImageReference("demo:1", Optional.of("sha256:" + "ab".repeat(32)))),
                "cd".repeat(32),
                Path.of("/wheels"),
                Instant.parse("2026-01-02T03:00:00Z"),
                Duration.ofMillis(245_678),
                List.of(
                        built("cp311-linux_x86_64", JobResult.Status.BUILT),
                        built("cp312-linux_x86_64", JobResult.Status.RESTORED),
                        failed(),
                        result("cp314-linux_x86_64", JobResult.Status.CANCELLED)),
                List.of("the newest numpy does not work"));
    }

    /** Only jobs that went well. */
    public static BuildReport good() {
        BuildReport mixed = mixed();
        return new BuildReport(
                mixed.recipe(),
                mixed.platform(),
                mixed.image(),
                mixed.sourceState(),
                mixed.wheelhouse(),
                mixed.started(),
                mixed.time(),
                mixed.jobs().subList(0, 2),
                List.of());
    }

    /** A report of three checks. */
    public static TestReport test(boolean required) {
        return new TestReport(
                "neuron",
                WHEEL,
                SHA256,
                "3.11.2 /usr/bin/python3.11",
                TestEnvironment.VENV,
                required ? "constrained" : "newest",
                required,
                List.of("demo==1.0", "pip==25.0"),
                List.of("demo==1.0"),
                List.of(
                        check("import", CheckResult.Status.PASSED, "", "ok\n"),
                        check(
                                        "nrniv",
                                        CheckResult.Status.FAILED,
                                        "exit code 1",
                                        "\u001b[31mred\u001b[0m \u0000 <&>]]>\n")
                                .withBlame(Optional.of(new Blame("demo/<x>.so", "it needs \"libz.so.1\""))),
                        check("mpi", CheckResult.Status.SKIPPED, "mpirun is missing", "")),
                END);
    }

    private static CheckResult check(String name, CheckResult.Status status, String reason, String output) {
        return new CheckResult(name, status, reason, Duration.ofMillis(1234), output);
    }

    private static JobResult built(String id, JobResult.Status status) {
        return new JobResult(
                BuildIdentifier.parse(id),
                status,
                Optional.of(new WheelArtifact(
                        Path.of("/wheels", WHEEL.replace("cp311", id.substring(0, 5))), SHA256, 13_300_000)),
                List.of(
                        new StepTiming("build", Duration.ofMillis(200_001)),
                        new StepTiming("deliver", Duration.ofMillis(1))),
                Optional.of(new RepairReport(
                        "auditwheel",
                        "6.1.0",
                        Place.of(Place.Root.WORK).resolve("repaired/" + WHEEL),
                        WHEEL,
                        List.of("libfoo-1234.so.1"),
                        List.of("libgomp.so.1"))),
                List.of(test(true), test(false)),
                List.of("numpy==1.23.5"),
                Optional.of(new CacheStatistics(797, 10)),
                Optional.empty(),
                Optional.of(Path.of("/wheels/.nrnwheel/logs/1/" + id + ".log")),
                END);
    }

    private static JobResult failed() {
        Path log = Path.of("/wheels/.nrnwheel/logs/1/cp313-linux_x86_64.log");
        return new JobResult(
                BuildIdentifier.parse("cp313-linux_x86_64"),
                JobResult.Status.FAILED,
                Optional.empty(),
                List.of(new StepTiming("build", Duration.ofSeconds(3))),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new StepFailure(
                        "build",
                        "the command failed",
                        "Read the log.",
                        List.of("python", "setup.py", "--x=a b"),
                        Optional.of("exit code 2"),
                        List.of("gcc: error", "\u001b[1mbold\u001b[0m"),
                        log)),
                Optional.of(log),
                END);
    }

    private static JobResult result(String id, JobResult.Status status) {
        return new JobResult(
                BuildIdentifier.parse(id),
                status,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                END);
    }
}
