package org.nrnwheel.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nrnwheel.tag.BuildIdentifier;

/**
 * One wheel to build: its interpreter and steps. Immutable.
 *
 * @param id names the job
 * @param interpreter the Python to build with
 * @param needs what it needs of its platform
 * @param steps what to do, in order
 */
public record BuildJob(BuildIdentifier id, Interpreter interpreter, Needs needs, List<Step> steps) {
    /**
     * Copies the list and checks that step names are unique.
     */
    public BuildJob {
        steps = List.copyOf(steps);
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("two steps of " + id + " are called " + step.name());
            }
        }
    }
}
