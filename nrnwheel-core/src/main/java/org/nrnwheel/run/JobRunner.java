package org.nrnwheel.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.DeliverStep;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Step;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;
import org.nrnwheel.result.StepTiming;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.wheel.WheelArtifact;

/** Carries out one job in a workspace of its own and says how it went. Used once, by one thread. */
final class JobRunner {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.run");
    private static final Place INSTALLED = new Place(Place.Root.WORK, "installed.txt");
    private static final Place CACHE_LOG = new Place(Place.Root.WORK, "ccache.stats");

    /**
     * What jobs of one build meet in.
     *
     * @param setting what they share
     * @param events tells the listeners
     * @param deliveries takes the wheels
     * @param gate holds jobs back
     * @param warnings collects what the report should say
     * @param cancelled says whether the build was cancelled
     * @param announced takes how a job will have gone once its wheel, the last of its work, is in the wheelhouse
     * @param ended takes how a job went
     */
    record Shared(
            BuildSetting setting,
            EventDispatcher events,
            Deliveries deliveries,
            SharedCacheGate gate,
            Consumer<String> warnings,
            BooleanSupplier cancelled,
            BiConsumer<BuildJob, JobResult> announced,
            BiConsumer<BuildJob, JobResult> ended) {}

    private final Shared shared;
    private final BuildJob job;
    private final BuildIdentifier id;
    private final Path logFile;
    private final JobProgress progress;
    private String current = "workspace";
    private String kept = "";

    JobRunner(Shared shared, BuildJob job) {
        this.shared = shared;
        this.job = job;
        this.id = job.id();
        this.logFile = shared.setting().wheelhouse().log(id);
        this.progress = new JobProgress(id, logFile);
    }

    /** Runs the job to its end; what fails is in the result. */
    void run() {
        try {
            shared.gate().enter(job);
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "cancelled before it began: " + id, e);
            return;
        }
        Instant begin = Instant.now();
        List<String> names = job.steps().stream().map(Step::name).toList();
        shared.events().post(id, (n, time) -> new BuildEvent.JobStarted(n, time, id, names, logFile));
        JobResult result = work();
        shared.gate().ended(job);
        shared.ended().accept(job, result);
        Optional<Path> wheel = result.wheel().map(WheelArtifact::path);
        Duration duration = Duration.between(begin, Instant.now());
        String message = message(result);
        shared.events().post(id, (n, time) -> new BuildEvent.JobFinished(n, time, id, wheel, duration, message));
    }

    private JobResult work() {
        try (JobLog log = new JobLog(logFile)) {
            return work(log);
        } catch (IOException e) {
            return failed(
                    new StepFailedException(
                            "cannot write the log: " + e,
                            "Free space on the wheelhouse's disk, or make it writable; then run again.",
                            e),
                    List.of());
        }
    }

    private JobResult work(JobLog log) {
        try {
            inWorkspace(log);
            return progress.result(JobResult.Status.BUILT, Optional.empty());
        } catch (InterruptedException e) {
            log.note("-- cancelled");
            return progress.result(JobResult.Status.CANCELLED, Optional.empty());
        } catch (StepFailedException e) {
            log.note("-- failed: " + shared.setting().masker().mask(e.message()));
            return failed(e, log.lastLines());
        } catch (WheelException e) {
            return failed(new StepFailedException(String.valueOf(e.getMessage()), e.remedy(), e), log.lastLines());
        } catch (RuntimeException e) {
            // An error in nrnwheel or a platform; the other jobs' wheels and the report must not be lost to it.
            LOG.log(Level.ERROR, "unexpected error in " + id, e);
            return failed(
                    new StepFailedException("unexpected error: " + e, "Report this with the log.", e), log.lastLines());
        }
    }

    private void inWorkspace(JobLog log) throws StepFailedException, InterruptedException {
        Workspace workspace = timed(
                StepTiming.OPEN_WORKSPACE, () -> shared.setting().platform().open(workspaceRequest()));
        boolean successful = false;
        try {
            shared.gate().opened(job, workspace);
            steps(workspace, log);
            shared.gate().succeeded(job);
            successful = true;
        } finally {
            shared.gate().ended(job);
            // The workspace must be cleaned up whole, whatever interrupted its job.
            boolean ended = !Thread.interrupted() && !shared.cancelled().getAsBoolean();
            if (ended) {
                look(workspace);
            }
            boolean keep = ended && !successful && shared.setting().keepOnFailure();
            timed(StepTiming.CLOSE_WORKSPACE, () -> close(workspace, keep));
        }
    }

    private <T> T timed(String what, Supplier<T> work) {
        long begin = System.nanoTime();
        T made = work.get();
        progress.took(what, Duration.ofNanos(System.nanoTime() - begin));
        return made;
    }

    /** Closes the workspace or keeps it; where that fails, a delivered wheel is as good. */
    private boolean close(Workspace workspace, boolean keep) {
        try {
            if (keep) {
                kept = workspace
                        .keep()
                        .map(shell -> " A shell in what it left: " + ShellText.of(shell))
                        .orElse("");
            }
            workspace.close();
            return true;
        } catch (WheelException e) {
            String message = shared.setting().masker().mask(id + ": " + e.getMessage());
            shared.warnings().accept(message);
            shared.events().post((n, time) -> new BuildEvent.Warned(n, time, Optional.empty(), message));
            return false;
        }
    }

    private void steps(Workspace workspace, JobLog log) throws StepFailedException, InterruptedException {
        StepRunner runner = new StepRunner(
                shared.setting(),
                id,
                workspace,
                log,
                shared.events(),
                shared.deliveries(),
                progress,
                this::warn,
                wheel -> announce(workspace, wheel));
        for (Step step : job.steps()) {
            if (shared.cancelled().getAsBoolean()) {
                throw new InterruptedException();
            }
            step(runner, step, log);
        }
    }

    private void step(StepRunner runner, Step step, JobLog log) throws StepFailedException, InterruptedException {
        current = step.name();
        log.begin(current);
        shared.events().post(id, (n, time) -> new BuildEvent.StepStarted(n, time, id, step.name()));
        long begin = System.nanoTime();
        boolean successful = false;
        try {
            runner.run(step);
            successful = true;
        } finally {
            Duration duration = Duration.ofNanos(System.nanoTime() - begin);
            progress.took(step.name(), duration);
            boolean did = successful;
            shared.events().post(id, (n, time) -> new BuildEvent.StepFinished(n, time, id, step.name(), did, duration));
        }
    }

    /**
     * Writes the job down just before its wheel gets its name: a run that is killed between both would build again what
     * is there. Until the wheel is there, the journal's entry counts for nothing.
     */
    private void announce(Workspace workspace, WheelArtifact wheel) {
        List<Step> steps = job.steps();
        if (steps.get(steps.size() - 1) instanceof DeliverStep) {
            look(workspace);
            shared.announced().accept(job, progress.resultWith(wheel));
        }
    }

    /** Reads what the steps left for the report; without it the wheel is as good. */
    private void look(Workspace workspace) {
        Path temporary = shared.setting().temporary();
        try {
            progress.installed(shared.setting().masker().mask(Places.lines(workspace, INSTALLED, temporary)));
            progress.compilerCache(CacheStatisticsReader.read(Places.lines(workspace, CACHE_LOG, temporary)));
        } catch (IOException | WheelException e) {
            LOG.log(Level.WARNING, "the report of " + id + " lacks what was installed or cached", e);
        }
    }

    private void warn(String message) {
        shared.warnings().accept(message);
        shared.events().post(id, (n, time) -> new BuildEvent.Warned(n, time, Optional.of(id), message));
    }

    private JobResult failed(StepFailedException e, List<String> lastLines) {
        if (shared.cancelled().getAsBoolean()) {
            return progress.result(JobResult.Status.CANCELLED, Optional.empty());
        }
        Masker masker = shared.setting().masker();
        StepFailure failure = new StepFailure(
                current,
                masker.mask(e.message()),
                masker.mask(e.remedy() + kept),
                e.command(),
                e.exit(),
                lastLines,
                logFile);
        return progress.result(JobResult.Status.FAILED, Optional.of(failure));
    }

    private static String message(JobResult result) {
        return switch (result.status()) {
            case BUILT -> "built " + result.wheel().map(WheelArtifact::fileName).orElse("no wheel");
            case FAILED ->
                result.failure()
                        .map(failure -> "failed at " + failure.step() + ": " + failure.message())
                        .orElse("failed");
            case CANCELLED -> "cancelled";
            case RESTORED -> "restored";
        };
    }

    private WorkspaceRequest workspaceRequest() {
        BuildSetting setting = shared.setting();
        return new WorkspaceRequest(
                shortHash(setting.wheelhouse().root()) + "/" + id,
                Optional.of(setting.source()),
                setting.cache(),
                setting.wheelhouse().root(),
                job.needs());
    }

    /** Stable over runs, so that compiler caches see the same paths again; builds at once differ in their wheelhouse. */
    private static String shortHash(Path path) {
        return HexFormat.of().toHexDigits(path.toString().hashCode());
    }
}
