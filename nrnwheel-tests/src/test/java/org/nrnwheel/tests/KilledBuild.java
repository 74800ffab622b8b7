package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.request.BuildOptions.Testing;

/** A build in a JVM of its own, to be killed: {@code KilledBuild TREE WHEELHOUSE JOBS PYTHON...}. */
public final class KilledBuild {
    private KilledBuild() {}

    /**
     * Builds.
     *
     * @param arguments the tree, the wheelhouse, how many jobs at once, and the interpreters
     */
    public static void main(String[] arguments) {
        builder(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        List.of(arguments).subList(3, arguments.length))
                .build();
    }

    /** Two interpreters of this machine, or the one that there is. */
    static List<String> pythons(Path tree) {
        BuildPlan plan =
                WheelBuilder.linux().source(tree).on("host").python("3.9-3.13").plan();
        assertThat(plan.jobs()).isNotEmpty();
        return plan.jobs().stream()
                .map(job -> job.interpreter().executable())
                .limit(2)
                .toList();
    }

    static LinuxWheelBuilder builder(Path tree, Path wheelhouse, int jobs, List<String> pythons) {
        return WheelBuilder.linux()
                .source(tree)
                .python(pythons.toArray(String[]::new))
                .on("host")
                .jobs(jobs)
                .withoutRepair()
                .test(Testing.NONE)
                .wheelhouse(wheelhouse);
    }
}
