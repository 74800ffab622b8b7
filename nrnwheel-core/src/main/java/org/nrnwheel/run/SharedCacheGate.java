package org.nrnwheel.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.BuildIdentifier;

/**
 * Holds jobs back while the first fills a cold compiler cache with what all of them compile. They go on when it is in the
 * serial rest of its work, for two that compile the same at once gain nothing. Safe for use by several threads.
 */
final class SharedCacheGate {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.run");
    private static final long POLL_MILLIS = 200;
    /** Where looking at a file is a command of its own. */
    private static final long REMOTE_POLL_MILLIS = 2000;

    private final Optional<BuildIdentifier> leader;
    private final String stamp;
    private final CountDownLatch open;
    private volatile @Nullable Workspace leading;
    private volatile @Nullable Place ready;

    /** Makes the gate for the jobs that are to run: closed when several share a cache, until the first has seen it warm. */
    SharedCacheGate(BuildPlan plan, List<BuildJob> jobs) {
        this.stamp = "nrnwheel-warm-" + plan.recipe();
        List<BuildIdentifier> sharing = jobs.stream()
                .filter(job -> job.needs().cacheReady().isPresent())
                .map(BuildJob::id)
                .toList();
        this.leader = sharing.stream().findFirst();
        this.open = new CountDownLatch(sharing.size() > 1 ? 1 : 0);
    }

    /** Waits until a job may start. */
    void enter(BuildJob job) throws InterruptedException {
        if (job.needs().cacheReady().isEmpty() || leads(job)) {
            return;
        }
        while (!open.await(poll(), TimeUnit.MILLISECONDS)) {
            if (leaderIsReady()) {
                open.countDown();
            }
        }
    }

    private long poll() {
        Workspace workspace = leading;
        Place file = ready;
        boolean remote =
                workspace != null && file != null && workspace.local(file).isEmpty();
        return remote ? REMOTE_POLL_MILLIS : POLL_MILLIS;
    }

    /** Tells where the first job works; a cache that an earlier build filled says so itself, wherever it is. */
    void opened(BuildJob job, Workspace workspace) {
        if (!leads(job)) {
            return;
        }
        if (stamp(job).filter(file -> Places.exists(workspace, file)).isPresent()) {
            open.countDown();
        }
        ready = job.needs().cacheReady().orElse(null);
        leading = workspace;
    }

    private Optional<Place> stamp(BuildJob job) {
        return job.needs().compilerCache().map(directory -> directory.resolve(stamp));
    }

    /** Tells that a job has ended, before its workspace is closed: nobody waits for it any more. */
    void ended(BuildJob job) {
        if (leads(job)) {
            leading = null;
            open.countDown();
        }
    }

    /** Tells that a job did its work, so that the cache is warm for later builds too. */
    void succeeded(BuildJob job, Workspace workspace, Path temporary) {
        if (job.needs().cacheReady().isEmpty()) {
            return;
        }
        stamp(job).ifPresent(file -> write(workspace, file, temporary));
    }

    private static void write(Workspace workspace, Place file, Path temporary) {
        try {
            Path empty = Files.createTempFile(temporary, "nrnwheel-", ".warm");
            try {
                workspace.copyIn(empty, file);
            } finally {
                Files.deleteIfExists(empty);
            }
        } catch (IOException | PlatformException e) {
            LOG.log(Level.DEBUG, "the next build will wait for its first job: no " + file, e);
        }
    }

    private boolean leads(BuildJob job) {
        return leader.filter(job.id()::equals).isPresent();
    }

    private boolean leaderIsReady() {
        Workspace workspace = leading;
        Place file = ready;
        if (workspace == null || file == null) {
            return false;
        }
        try {
            return Places.exists(workspace, file);
        } catch (PlatformException e) {
            // it is being closed; then it has ended and opens the gate
            return false;
        }
    }
}
