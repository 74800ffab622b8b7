package org.nrnwheel.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.Capture;
import org.nrnwheel.plan.DeliverStep;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestReport;

/** Carries out the steps of one job, in order. Used by the job's thread alone. */
final class StepRunner {
    private static final String DISK_REMEDY = "Free space on the disk, or make the directory writable; then run again.";

    private final BuildSetting setting;
    private final BuildIdentifier id;
    private final Workspace workspace;
    private final JobLog log;
    private final EventDispatcher events;
    private final Deliveries deliveries;
    private final JobProgress progress;
    private final Consumer<String> warnings;
    private final Deliveries.Announcement announcement;
    private Bindings bindings;

    StepRunner(
            BuildSetting setting,
            BuildIdentifier id,
            Workspace workspace,
            JobLog log,
            EventDispatcher events,
            Deliveries deliveries,
            JobProgress progress,
            Consumer<String> warnings,
            Deliveries.Announcement announcement) {
        this.setting = setting;
        this.id = id;
        this.workspace = workspace;
        this.log = log;
        this.events = events;
        this.deliveries = deliveries;
        this.progress = progress;
        this.warnings = warnings;
        this.announcement = announcement;
        this.bindings = new Bindings(Map.of(), setting.variables());
    }

    /**
     * Carries out a step.
     *
     * @throws StepFailedException when it could not be done
     * @throws InterruptedException when the build was cancelled; what ran has been ended
     */
    void run(Step step) throws StepFailedException, InterruptedException {
        try {
            if (step instanceof RunStep run) {
                command(run);
            } else if (step instanceof FileStep file) {
                file(file);
            } else if (step instanceof RepairStep repair) {
                repair(repair);
            } else if (step instanceof TestStep test) {
                test(test);
            } else {
                deliver((DeliverStep) step);
            }
        } catch (WheelException e) {
            throw new StepFailedException(String.valueOf(e.getMessage()), e.remedy(), e);
        } catch (IOException e) {
            throw new StepFailedException("cannot read or write a file: " + e, DISK_REMEDY, e);
        }
    }

    private void command(RunStep step) throws StepFailedException, InterruptedException, IOException {
        Path kept = step.standardOutput().isPresent() ? temporary() : null;
        try {
            try (OutputStream copy = kept == null ? null : new FileOutputStream(kept.toFile())) {
                start(step, copy);
            }
            if (kept != null) {
                workspace.copyIn(kept, step.standardOutput().orElseThrow());
            }
        } finally {
            if (kept != null) {
                Files.deleteIfExists(kept);
            }
        }
        for (Capture capture : step.captures()) {
            bindings = bindings.withCapture(capture.name(), onlyMatch(capture));
        }
    }

    private void start(RunStep step, @Nullable OutputStream copy)
            throws StepFailedException, InterruptedException, IOException {
        List<String> shown = setting.masker().mask(ShownCommand.of(step.command(), workspace, bindings));
        log.note("$ " + String.join(" ", shown));
        StepOutputSink sink = sink(step, copy);
        Exit exit = workspace.start(step.command(), bindings, sink).awaitOrCancel();
        sink.end();
        log.note("-- " + exit);
        if (exit.outcome() == Exit.Outcome.CANCELLED) {
            throw new InterruptedException();
        }
        if (!exit.successful()) {
            throw new StepFailedException(
                    "the command failed: " + exit, remedy(exit), shown, Optional.of(exit.toString()), null);
        }
        if (sink.failure().isPresent()) {
            throw sink.failure().get();
        }
    }

    private static String remedy(Exit exit) {
        return switch (exit.outcome()) {
            case OUT_OF_MEMORY -> "Give more memory, or run fewer jobs at once.";
            case TIMED_OUT -> "Look in the log for what it waited for.";
            case LOST -> "Look whether the platform still works, then run again: finished wheels are kept.";
            default -> "Read the log, mend the cause, and run again: finished wheels are kept.";
        };
    }

    private Place onlyMatch(Capture capture) throws StepFailedException {
        List<FileEntry> found = workspace.list(capture.directory(), capture.glob());
        if (found.size() == 1) {
            return found.get(0).place();
        }
        String names = found.isEmpty()
                ? "nothing"
                : String.join(", ", found.stream().map(FileEntry::name).toList());
        throw new StepFailedException(
                "exactly one file should match " + workspace.path(capture.directory()) + "/" + capture.glob()
                        + ", but what matched is " + names,
                "Look in the log for what the step wrote.",
                null);
    }

    private void file(FileStep step) throws IOException {
        Path written = temporary();
        try {
            Files.writeString(written, bindings.bind(step.content(), workspace::path));
            Files.setPosixFilePermissions(
                    written, PosixFilePermissions.fromString(step.executable() ? "rwxr-xr-x" : "rw-r--r--"));
            workspace.copyIn(written, step.file());
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void repair(RepairStep step) throws InterruptedException {
        StepOutputSink sink = sink(step, null);
        try {
            RepairReport report = setting.engines().repair(step).repair(workspace, step, bindings, sink);
            progress.repaired(report);
            bindings = bindings.withCapture(step.capture(), report.wheel());
        } finally {
            sink.end();
        }
    }

    private void test(TestStep step) throws StepFailedException, InterruptedException, IOException {
        StepOutputSink sink = sink(step, null);
        try {
            TestReport report = mask(setting.engines().testing().test(workspace, step, bindings, sink));
            progress.tested(report);
            if (!report.passed()) {
                judge(step, finding(report));
            }
        } catch (WheelException e) {
            judge(step, String.valueOf(e.getMessage()));
        } finally {
            sink.end();
        }
    }

    private TestReport mask(TestReport report) {
        return report.withText(setting.masker()::mask);
    }

    private void judge(TestStep step, String finding) throws StepFailedException, IOException {
        if (!step.required()) {
            warn(id + ": " + step.name() + ": " + finding);
            return;
        }
        Place wheel = bindings.capture(step.wheel());
        Path kept = deliveries.reject(id, workspace, wheel, Places.name(wheel));
        throw new StepFailedException(
                "the wheel failed its test: " + finding,
                "Read the log; the wheel is kept, not delivered: " + kept,
                null);
    }

    private static String finding(TestReport report) {
        List<CheckResult> failed = report.checks().stream()
                .filter(check -> check.status() == CheckResult.Status.FAILED)
                .toList();
        if (failed.isEmpty()) {
            return "no check could run";
        }
        CheckResult first = failed.get(0);
        String more = failed.size() == 1 ? "" : " (and " + (failed.size() - 1) + " more)";
        return first.name() + (first.reason().isEmpty() ? " failed" : ": " + first.reason()) + more;
    }

    private void deliver(DeliverStep step) throws IOException, StepFailedException {
        Place from = bindings.capture(step.wheel());
        Deliveries.Delivery delivery = deliveries.deliver(id, workspace, from, Places.name(from), announcement);
        if (!delivery.by().equals(id)) {
            warn(id + ": " + delivery.by() + " delivered a wheel of the same name, which stays: "
                    + delivery.wheel().fileName());
        }
        progress.delivered(delivery.wheel());
    }

    private void warn(String text) {
        String message = setting.masker().mask(text);
        log.note("warning: " + message);
        warnings.accept(message);
    }

    private StepOutputSink sink(Step step, @Nullable OutputStream copy) {
        return new StepOutputSink(log, events, id, step.name(), setting.masker(), copy);
    }

    private Path temporary() throws IOException {
        return Files.createTempFile(setting.temporary(), "nrnwheel-", ".tmp");
    }
}
