package org.nrnwheel.plan;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the variables that a plan takes from the caller's environment. */
final class Variables {
    private Variables() {}

    static SortedSet<String> of(BuildPlan plan) {
        SortedSet<String> names = new TreeSet<>();
        plan.jobs().stream()
                .flatMap(job -> job.steps().stream())
                .flatMap(Variables::values)
                .forEach(value -> collect(value, names));
        return names;
    }

    /** The values that the script writes; a test step's environment is the tester's own affair there. */
    private static Stream<Value> values(Step step) {
        if (step instanceof RunStep run) {
            return values(run.command());
        } else if (step instanceof FileStep file) {
            return Stream.of(file.content());
        } else if (step instanceof RepairStep repair) {
            return values(repair.command());
        }
        return Stream.of();
    }

    private static Stream<Value> values(Command command) {
        return Stream.concat(command.argv().stream(), command.environment().values().stream());
    }

    private static void collect(Value value, SortedSet<String> names) {
        if (value instanceof Variable variable) {
            names.add(variable.name());
        } else if (value instanceof Joined joined) {
            joined.parts().forEach(part -> collect(part, names));
        }
    }
}
