package org.nrnwheel.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Masker;
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
import org.nrnwheel.shell.ShellQuote;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * Carries out one job in a workspace of its own and says how it went. Its workspace is closed beside the next job: that waits for
 * the disk, not for processors. Used once, by one thread after the other.
 */
final class JobRunner {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.run");
    private static final String INSTALLED = "installed.txt";
    private static final String CACHE_LOG = "ccache.stats";
    private static final Set<String> LEFT = Set.of(INSTALLED, CACHE_LOG);

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
     * @param closing closes workspaces
     */
    record Shared(
            BuildSetting setting,
            EventDispatcher events,
            Deliveries deliveries,
            SharedCacheGate gate,
            Consumer<String> warnings,
            BooleanSupplier cancelled,
            BiConsumer<BuildJob, JobResult> announced,
            BiConsumer<BuildJob, JobResult> ended,
            Executor closing) {}

    private final Shared shared;
    private final BuildJob job;
    private final BuildIdentifier id;
    private final Path logFile;
    private final JobProgress progress;
    private String current = "workspace";
    private String kept = "";
    private @Nullable Workspace workspace;
    private boolean keep;
    private boolean looked;

    JobRunner(Shared shared, BuildJob job) {
        this.shared = shared;
        this.job = job;
        this.id = job.id();
        this.logFile = shared.setting().wheelhouse().log(id);
        this.progress = new JobProgress(id, logFile);
    }

    /** Does the job's work and has its end follow; what fails is in the result. */
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
        Supplier<JobResult> outcome = work();
        shared.gate().ended(job);
        shared.closing().execute(() -> end(begin, outcome));
    }

    private void end(Instant begin, Supplier<JobResult> outcome) {
        Workspace open = workspace;
        if (open != null) {
            timed(StepTiming.CLOSE_WORKSPACE, () -> close(open));
        }
        JobResult result = outcome.get();
        shared.ended().accept(job, result);
        Optional<Path> wheel = result.wheel().map(WheelArtifact::path);
        Duration duration = Duration.between(begin, Instant.now());
        String message = message(result);
        shared.events().post(id, (n, time) -> new BuildEvent.JobFinished(n, time, id, wheel, duration, message));
    }

    /** Returns what gives the result once the workspace is closed. */
    private Supplier<JobResult> work() {
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

    private Supplier<JobResult> work(JobLog log) {
        try {
            inWorkspace(log);
            return () -> progress.result(JobResult.Status.BUILT, Optional.empty());
        } catch (InterruptedException e) {
            log.note("-- cancelled");
            return () -> progress.result(JobResult.Status.CANCELLED, Optional.empty());
        } catch (StepFailedException e) {
            log.note("-- failed: " + shared.setting().masker().mask(e.message()));
            return failed(e, log.lastLines());
        } catch (WheelException e) {
            return failed(new StepFailedException(String.valueOf(e.getMessage()), e.remedy(), e), log.lastLines());
        } catch (RuntimeException | Error e) {
            // An error in nrnwheel or a platform; the workspace, other jobs' wheels and the report must not be lost to
            // it.
            LOG.log(Level.ERROR, "unexpected error in " + id, e);
            return failed(
                    new StepFailedException("unexpected error: " + e, "Report this with the log.", e), log.lastLines());
        }
    }

    private void inWorkspace(JobLog log) throws StepFailedException, InterruptedException {
        Workspace open = timed(
                StepTiming.OPEN_WORKSPACE, () -> shared.setting().platform().open(workspaceRequest()));
        workspace = open;
        boolean successful = false;
        try {
            shared.gate().opened(job, open);
            steps(open, log);
            shared.gate().succeeded(job, open, shared.setting().temporary());
            successful = true;
        } finally {
            shared.gate().ended(job);
            // The workspace must be cleaned up whole, whatever interrupted its job.
            boolean ended = !Thread.interrupted() && !shared.cancelled().getAsBoolean();
            if (ended && !looked) {
                // Where the whole workspace is lost, the job's own error says so.
                look(open, Level.DEBUG);
            }
            keep = ended && !successful && shared.setting().keepOnFailure();
        }
    }

    private <T> T timed(String what, Supplier<T> work) {
        long begin = System.nanoTime();
        T made = work.get();
        progress.took(what, Duration.ofNanos(System.nanoTime() - begin));
        return made;
    }

    /** Closes the workspace or keeps it; where that fails, a delivered wheel is as good. */
    private boolean close(Workspace open) {
        try {
            if (keep) {
                kept = open.keep()
                        .map(shell -> " A shell in what it left: " + ShellQuote.command(shell))
                        .orElse("");
            }
            open.close();
            return true;
        } catch (RuntimeException e) {
            LOG.log(e instanceof WheelException ? Level.DEBUG : Level.ERROR, "a workspace was not closed: " + id, e);
            String message = shared.setting().masker().mask(id + ": " + e.getMessage());
            shared.warnings().accept(message);
            shared.events().post((n, time) -> new BuildEvent.Warned(n, time, Optional.empty(), message));
            return false;
        }
    }

    private void steps(Workspace open, JobLog log) throws StepFailedException, InterruptedException {
        StepRunner runner = new StepRunner(
                shared.setting(),
                id,
                open,
                log,
                shared.events(),
                shared.deliveries(),
                progress,
                this::warn,
                wheel -> announce(open, wheel));
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
    private void announce(Workspace open, WheelArtifact wheel) {
        List<Step> steps = job.steps();
        if (steps.get(steps.size() - 1) instanceof DeliverStep) {
            look(open, Level.WARNING);
            shared.announced().accept(job, progress.resultWith(wheel));
        }
    }

    /** Reads what the steps left for the report; without it the wheel is as good. */
    private void look(Workspace open, Level ofFailure) {
        looked = true;
        Path temporary = shared.setting().temporary();
        try {
            Map<String, List<String>> left = Places.lines(open, Place.of(Place.Root.WORK), LEFT, temporary);
            progress.installed(shared.setting().masker().mask(left.getOrDefault(INSTALLED, List.of())));
            progress.compilerCache(CacheStatisticsReader.read(left.getOrDefault(CACHE_LOG, List.of())));
        } catch (IOException | WheelException e) {
            LOG.log(ofFailure, "the report of " + id + " lacks what was installed or cached", e);
        }
    }

    private void warn(String message) {
        shared.warnings().accept(message);
        shared.events().post(id, (n, time) -> new BuildEvent.Warned(n, time, Optional.of(id), message));
    }

    private Supplier<JobResult> failed(StepFailedException e, List<String> lastLines) {
        if (shared.cancelled().getAsBoolean()) {
            return () -> progress.result(JobResult.Status.CANCELLED, Optional.empty());
        }
        Masker masker = shared.setting().masker();
        return () -> progress.result(
                JobResult.Status.FAILED,
                Optional.of(new StepFailure(
                        current,
                        masker.mask(e.message()),
                        masker.mask(e.remedy() + kept),
                        e.command(),
                        e.exit(),
                        lastLines,
                        logFile)));
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
