package org.nrnwheel.azure;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.azure.RunStatus.Result;
import org.nrnwheel.concurrent.Listeners;

/** A run on Azure, which goes on whatever becomes of this JVM. Safe for use by several threads. */
public final class PipelineRun {
    private final AzurePipelines pipeline;
    private final int id;
    private final Listeners<PipelineEvent> events;
    private final Api api;

    PipelineRun(AzurePipelines pipeline, int id) {
        this.pipeline = pipeline;
        this.id = id;
        this.events = pipeline.events();
        this.api = pipeline.api(events, id, List.of());
    }

    /**
     * Returns its number.
     *
     * @return {@code buildId} in the URL of its page
     */
    public int id() {
        return id;
    }

    /**
     * Returns where people read of it.
     *
     * @return the URL of its page
     */
    public URI page() {
        return api.page(id);
    }

    /**
     * Asks how far it is.
     *
     * @return the status as it is now
     * @throws AzureException when Azure cannot be asked, has no such run, or it is another pipeline's
     */
    public RunStatus status() {
        return api.status(id);
    }

    /**
     * Follows it to its end and tells listeners of stages, jobs, tasks, logs and problems. An interrupt ends the following, not the run.
     *
     * @return how it ended, well or not
     * @throws AzureException as {@link #status} throws it
     */
    public RunStatus follow() {
        return new Follower(api, id, events, pipeline.pace()).follow();
    }

    /**
     * Follows it to its end, which must be a good one.
     *
     * @return the status, of a run that has succeeded, perhaps in part
     * @throws RunFailedException when it has failed or was cancelled
     * @throws AzureException as {@link #status} throws it
     */
    public RunStatus await() {
        Follower follower = new Follower(api, id, events, pipeline.pace());
        RunStatus status = follower.follow();
        if (!status.successful()
                && !status.result().filter(Result.PARTIALLY_SUCCEEDED::equals).isPresent()) {
            throw new RunFailedException(status, follower.problems());
        }
        return status;
    }

    /**
     * Cancels it. One that has ended stays as it is.
     *
     * @return the status; the run may still be coming to its end
     * @throws AzureException when Azure cannot be asked or does not let the token cancel
     */
    public RunStatus cancel() {
        RunStatus status = status();
        return status.completed() ? status : api.cancel(id);
    }

    /**
     * Returns the names of what it has kept.
     *
     * @return names of artifacts
     * @throws AzureException when Azure cannot be asked
     */
    public List<String> artifacts() {
        return api.artifacts(id);
    }

    /**
     * Says what {@link #fetch} would do, and fetches nothing.
     *
     * @param artifact its name, {@code drop} in NEURON's pipeline
     * @param directory where to
     * @return what the run has kept, and where the artifact would be
     * @throws AzureException when Azure cannot be asked
     */
    public ArtifactPlan plan(String artifact, Path directory) {
        return new ArtifactPlan(id, artifact, target(directory), artifacts());
    }

    /**
     * Fetches an artifact, wheels into a directory, and what is beside them below it. A broken transfer goes on where it stopped, that of
     * an earlier process too. Files appear whole, all of them or, when one is there with another content, none.
     *
     * @param artifact its name, {@code drop} in NEURON's pipeline
     * @param directory where to; made when missing
     * @return what is there now
     * @throws AzureException when it cannot be had, or is no archive that can be trusted
     */
    public FetchedArtifact fetch(String artifact, Path directory) {
        return new ArtifactFetch(api, events, id, artifact, target(directory)).fetch();
    }

    private Path target(Path directory) {
        return pipeline.environment().workingDirectory().resolve(directory).normalize();
    }

    /** Names the run. */
    @Override
    public String toString() {
        return "run " + id + " of " + pipeline;
    }
}
