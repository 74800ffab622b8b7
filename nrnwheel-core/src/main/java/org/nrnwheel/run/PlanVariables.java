package org.nrnwheel.run;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.DeliverStep;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.InvalidRequestException;

/** The variables of a plan, whose values stand nowhere in it. */
final class PlanVariables {
    private PlanVariables() {}

    /** Lists the variables that a job needs, by name. */
    static Set<String> of(BuildJob job) {
        Set<String> names = new TreeSet<>();
        job.steps().forEach(step -> add(step, names));
        return names;
    }

    /**
     * Finds the values: a secret of that name, else what the platform has, else the environment variable.
     *
     * @throws InvalidRequestException when one is not to be had
     */
    static Map<String, String> bind(Collection<BuildJob> jobs, BuildContext context, Map<String, String> platform) {
        Map<String, String> known = new TreeMap<>(context.environment().variables());
        known.putAll(platform);
        context.secrets().forEach(secret -> known.put(secret.name(), secret.reveal()));
        Map<String, String> bound = new TreeMap<>();
        for (BuildJob job : jobs) {
            for (String name : of(job)) {
                String value = known.get(name);
                if (value == null) {
                    throw new InvalidRequestException(
                            job.id() + " needs " + name + ", which is not set",
                            "Give a secret of this name, or set the environment variable.");
                }
                bound.put(name, value);
            }
        }
        return bound;
    }

    private static void add(Step step, Set<String> names) {
        if (step instanceof RunStep run) {
            add(run.command(), names);
        } else if (step instanceof FileStep file) {
            add(file.content(), names);
        } else if (step instanceof RepairStep repair) {
            add(repair.command(), names);
        } else if (step instanceof TestStep test) {
            test.uv().ifPresent(value -> add(value, names));
            test.environment().values().forEach(value -> add(value, names));
        } else if (!(step instanceof DeliverStep)) {
            throw new IllegalStateException("a step of an unknown kind: " + step.name());
        }
    }

    private static void add(Command command, Set<String> names) {
        command.argv().forEach(value -> add(value, names));
        command.environment().values().forEach(value -> add(value, names));
    }

    private static void add(Value value, Set<String> names) {
        if (value instanceof Variable variable) {
            names.add(variable.name());
        } else if (value instanceof Joined joined) {
            joined.parts().forEach(part -> add(part, names));
        }
    }
}
