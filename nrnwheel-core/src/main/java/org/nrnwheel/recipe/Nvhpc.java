package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;

/** NVIDIA's compilers: on PATH already, or an environment module that is loaded, as in NEURON's GPU image. */
final class Nvhpc {
    private static final String MODULES = "/etc/profile.d/modules.sh";
    private static final String SDK = "/opt/nvidia/hpc_sdk";
    private static final String MODULE_FILES = SDK + "/modulefiles";

    /** For C, for C++ and for CUDA; {@code nvcc} is the SDK's, found beside the others. */
    private static final List<String> COMPILERS = List.of("nvc", "nvc++", "nvcc");

    /** The module sets CC and CXX to NVIDIA's compilers, which are not for the extensions of Python. */
    private static final String LOAD =
            ". " + MODULES + " && module use " + MODULE_FILES + " && module load nvhpc && unset CC CXX && exec \"$@\"";

    private Nvhpc() {}

    /** The programs to look for on PATH. */
    static List<String> tools() {
        return COMPILERS;
    }

    /** The paths to look for. */
    static Set<String> paths() {
        Set<String> paths = new TreeSet<>(Set.of(MODULES, MODULE_FILES));
        COMPILERS.forEach(compiler -> paths.add(inSdk(compiler)));
        return paths;
    }

    /** Says what is missing, or nothing where GPU wheels can be compiled. */
    static Optional<Problem> problem(Inventory inventory) {
        if (onPath(inventory)) {
            return Optional.empty();
        }
        List<String> missing = COMPILERS.stream()
                .filter(compiler -> inventory.tool(compiler).isEmpty())
                .filter(compiler -> !loadable(inventory) || !inventory.has(inSdk(compiler)))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String module = loadable(inventory)
                ? "nor in " + SDK
                : "and there is no environment module that brings them (" + MODULES + ", " + MODULE_FILES + ")";
        return Optional.of(
                new Problem(
                        "nvhpc",
                        "GPU wheels need NVIDIA's compilers: " + String.join(", ", missing) + " not on PATH, " + module,
                        "Load them (module load nvhpc), or build in an image that has them (neuronsimulator/neuron_wheel_gpu)."));
    }

    /** Where the SDK has a compiler, in whichever version. */
    private static String inSdk(String compiler) {
        return SDK + "/*/*/compilers/bin/" + compiler;
    }

    private static boolean loadable(Inventory inventory) {
        return inventory.has(MODULES) && inventory.has(MODULE_FILES);
    }

    /** Loads the module around a step that needs the compilers or their libraries. */
    static Step around(Step step, Inventory inventory) {
        if (onPath(inventory)) {
            return step;
        }
        if (step instanceof RunStep run) {
            return new RunStep(run.name(), around(run.command(), inventory), run.captures(), run.standardOutput());
        }
        if (step instanceof RepairStep repair) {
            return new RepairStep(
                    repair.name(),
                    repair.wheel(),
                    repair.excludes(),
                    repair.platformTag(),
                    repair.engine(),
                    repair.output(),
                    repair.capture(),
                    around(repair.command(), inventory));
        }
        return step;
    }

    private static Command around(Command command, Inventory inventory) {
        List<Value> argv = new ArrayList<>();
        argv.add(new Text(inventory.tool("bash").map(Tool::path).orElse("/bin/bash")));
        argv.add(new Text("-c"));
        argv.add(new Text(LOAD));
        argv.add(new Text("nvhpc"));
        argv.addAll(command.argv());
        return new Command(argv, command.environment(), command.directory(), command.timeLimit());
    }

    private static boolean onPath(Inventory inventory) {
        return COMPILERS.stream().allMatch(compiler -> inventory.tool(compiler).isPresent());
    }
}
