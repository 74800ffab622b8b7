package org.nrnwheel.result;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * What a build gave. Immutable.
 *
 * @param recipe name of the recipe
 * @param platform name of the platform
 * @param image the image that the jobs ran in, with its digest; nothing on a platform without images
 * @param sourceState hash of the source's content
 * @param wheelhouse where the wheels are
 * @param started when the build began
 * @param time how long it took
 * @param jobs how each job went, in the plan's order
 * @param warnings what did not stop the build but should be known
 */
public record BuildReport(
        String recipe,
        String platform,
        Optional<ImageReference> image,
        String sourceState,
        Path wheelhouse,
        Instant started,
        Duration time,
        List<JobResult> jobs,
        List<String> warnings) {
    /** Version of the JSON form that this library writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Copies the lists.
     */
    public BuildReport {
        jobs = List.copyOf(jobs);
        warnings = List.copyOf(warnings);
    }

    /**
     * Says whether every job has its wheel.
     *
     * @return whether the build succeeded
     */
    public boolean successful() {
        return jobs.stream().allMatch(JobResult::successful);
    }

    /**
     * Returns the wheels that are in the wheelhouse.
     *
     * @return the wheels, in the plan's order
     */
    public List<WheelArtifact> wheels() {
        return jobs.stream().map(JobResult::wheel).flatMap(Optional::stream).toList();
    }

    /**
     * Returns the file in which this report is kept.
     *
     * @return {@code .nrnwheel/report.json} in the wheelhouse
     */
    public Path file() {
        return wheelhouse.resolve(".nrnwheel").resolve("report.json");
    }

    /**
     * Writes this report as JSON.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return ReportJson.write(this);
    }

    /**
     * Reads a report.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the report
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static BuildReport fromJson(String json) {
        return ReportJson.read(json);
    }
}
