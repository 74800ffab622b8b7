package org.nrnwheel.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a build will do: an immutable value that prints, compares, round-trips through JSON and turns into a shell script
 * that does the same by hand.
 *
 * @param schema version of the JSON form, {@link #SCHEMA}
 * @param recipe name of the recipe
 * @param platform name of the platform that the plan was made for
 * @param image the image that the jobs run in, with its digest; nothing on a platform without images
 * @param sourceState hash of the source tree's content
 * @param parallel how many jobs run at once, at least 1
 * @param jobs the jobs, one a wheel
 * @param problems what is lacking; a plan with problems is refused by {@code build()}
 */
public record BuildPlan(
        int schema,
        String recipe,
        String platform,
        Optional<ImageReference> image,
        String sourceState,
        int parallel,
        List<BuildJob> jobs,
        List<Problem> problems) {
    /** Version of the JSON form that this library writes. */
    public static final int SCHEMA = 1;

    /**
     * Copies the lists.
     */
    public BuildPlan {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /**
     * Writes this plan as JSON. Secrets stand in it by name only.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return PlanJson.write(this);
    }

    /**
     * Reads a plan.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the plan
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static BuildPlan fromJson(String json) {
        return PlanJson.read(json);
    }

    /**
     * Writes a POSIX shell script that does the same work by hand: roots are variables at its head, every command starts
     * from an empty environment, and a capture fails unless exactly one file matches.
     *
     * @return the script
     */
    public String toShellScript() {
        return ShellScript.of(this);
    }

    /**
     * Describes this plan for people.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
