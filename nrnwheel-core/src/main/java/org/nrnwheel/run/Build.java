package org.nrnwheel.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.RunningBuild;
import org.nrnwheel.result.WheelhouseException;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * A build that runs: one thread leads it, as many as there are jobs at once work for it, one tells the listeners. All
 * are daemons and end with it.
 */
final class Build implements RunningBuild {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.run");

    private static final long SHUTDOWN_SECONDS = 20;

    private final BuildSetting setting;
    private final BuildPlan plan;
    private final JobKey keys;
    private final Journal journal;
    private final Deliveries deliveries;
    private final BuildNotes notes;
    private final EventDispatcher events;
    private final ExecutorService workers;
    private final ExecutorService closers;
    private final AtomicReference<@Nullable String> cancelled = new AtomicReference<>();
    private final CompletableFuture<BuildReport> completion = new CompletableFuture<>();

    Build(BuildSetting setting, JobKey keys, List<BuildListener> listeners) {
        this.setting = setting;
        this.plan = setting.plan();
        this.keys = keys;
        this.journal = new Journal(setting.wheelhouse());
        this.deliveries = new Deliveries(setting.wheelhouse());
        this.notes = new BuildNotes(plan, setting.wheelhouse());
        this.workers = Executors.newFixedThreadPool(plan.parallel(), work -> thread(work, "nrnwheel-job"));
        this.closers = Executors.newCachedThreadPool(work -> thread(work, "nrnwheel-close"));
        this.events = new EventDispatcher(listeners, this::cancel);
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the leading thread. */
    void start() {
        Thread leader = new Thread(this::lead, "nrnwheel-build");
        leader.setDaemon(true);
        leader.start();
    }

    @Override
    public BuildReport await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return completion.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel("the waiting thread was interrupted");
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The build's own error is thrown as it is: it carries the report. */
    private static RuntimeException thrown(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }

    @Override
    public void cancel() {
        cancel("the build was cancelled");
    }

    private void cancel(String reason) {
        if (cancelled.compareAndSet(null, reason)) {
            events.release();
            workers.shutdownNow();
        }
    }

    @Override
    public CompletionStage<BuildReport> completion() {
        return completion.minimalCompletionStage();
    }

    private void lead() {
        Thread hook = new Thread(this::endWithJvm, "nrnwheel-shutdown");
        addHook(hook);
        try {
            carryOut();
            finish(notes.finish());
        } catch (RuntimeException | Error e) {
            // Nobody may wait for ever, whatever went wrong.
            LOG.log(Level.ERROR, "unexpected error in a build", e);
            workers.shutdownNow();
            closers.shutdown();
            close();
            completion.completeExceptionally(e);
        } finally {
            removeHook(hook);
        }
    }

    private void carryOut() {
        List<BuildIdentifier> ids = plan.jobs().stream().map(BuildJob::id).toList();
        int steps = plan.jobs().stream().mapToInt(job -> job.steps().size()).sum();
        events.post((n, time) -> new BuildEvent.BuildStarted(n, time, plan.recipe(), plan.platform(), ids, steps));
        List<BuildJob> rest = new ArrayList<>();
        for (BuildJob job : plan.jobs()) {
            journal.recall(job.id(), keys.of(job))
                    .ifPresentOrElse(result -> restored(job, result), () -> rest.add(job));
        }
        save();
        runAll(rest);
    }

    private void restored(BuildJob job, JobResult result) {
        WheelArtifact wheel = result.wheel().orElseThrow();
        deliveries.restored(job.id(), wheel);
        notes.ended(result);
        events.post(
                job.id(),
                (n, time) -> new BuildEvent.JobRestored(
                        n, time, job.id(), job.steps().size(), wheel.path(), result.finished()));
    }

    private void runAll(List<BuildJob> jobs) {
        SharedCacheGate gate = new SharedCacheGate(plan, jobs);
        JobRunner.Shared shared = new JobRunner.Shared(
                setting,
                events,
                deliveries,
                gate,
                notes::warn,
                this::isCancelled,
                this::announced,
                this::ended,
                closers);
        for (BuildJob job : jobs) {
            try {
                workers.execute(new JobRunner(shared, job)::run);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "cancelled before it began: " + job.id(), e);
            }
        }
        awaitEnd(workers);
        awaitEnd(closers);
    }

    private static void awaitEnd(ExecutorService threads) {
        threads.shutdown();
        boolean ended = Uninterruptible.await(() -> threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        assert ended;
    }

    private boolean isCancelled() {
        return cancelled.get() != null;
    }

    private void announced(BuildJob job, JobResult result) {
        try {
            journal.remember(keys.of(job), result);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "it is tried again, and warned of, when the wheel is delivered", e);
        }
    }

    /** Keeps what a job gave before anybody hears of its end. */
    private void ended(BuildJob job, JobResult result) {
        notes.ended(result);
        if (result.status() == JobResult.Status.BUILT) {
            remember(job, result);
        }
        save();
    }

    private void remember(BuildJob job, JobResult result) {
        try {
            journal.remember(keys.of(job), result);
        } catch (IOException e) {
            warn(job.id() + " is delivered, but the journal could not be written, so the next run builds it again: "
                    + e);
        }
    }

    private void warn(String message) {
        notes.warn(message);
        events.post((n, time) -> new BuildEvent.Warned(n, time, Optional.empty(), message));
    }

    /** Writes the report as far as it is known; the last one, at the end, must not fail. */
    private void save() {
        try {
            notes.save();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the report of the running build cannot be written yet", e);
        }
    }

    private void finish(BuildReport report) {
        Optional<WheelException> error = save(report);
        boolean successful = error.isEmpty();
        Duration time = report.time();
        events.post((n, now) -> new BuildEvent.BuildFinished(n, now, successful, time, report.file()));
        close();
        error.ifPresentOrElse(completion::completeExceptionally, () -> completion.complete(report));
    }

    /** Writes the report and returns the build's error: what failed, or else that the report could not be written. */
    private Optional<WheelException> save(BuildReport report) {
        Optional<WheelException> error =
                BuildOutcome.error(report, Objects.requireNonNullElse(cancelled.get(), "the build was cancelled"));
        try {
            notes.save(report);
            return error;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the report cannot be written: " + report.file(), e);
            return error.or(() -> Optional.of(new WheelhouseException(
                    "every wheel is in " + report.wheelhouse() + ", but the report cannot be written: " + e,
                    "Free space on the disk, or make it writable; then run again: finished wheels are kept.",
                    e)));
        }
    }

    private void close() {
        events.close();
        try {
            setting.wheelhouse().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the wheelhouse's lock ends with this JVM", e);
        }
    }

    /** What this build runs must not outlive the JVM: ends it when the JVM is asked to end. */
    private void endWithJvm() {
        cancel("the JVM was asked to end");
        try {
            completion.handle((report, error) -> true).get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "a build did not end in time", e);
        }
    }

    private static void addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the JVM is ending already", e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the JVM is ending", e);
        }
    }
}
