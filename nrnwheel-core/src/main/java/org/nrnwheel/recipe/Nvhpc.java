package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;

/** NVIDIA's compilers: on PATH already, or an environment module that is loaded, as in NEURON's GPU image. */
final class Nvhpc {
    private static final String MODULES = "/etc/profile.d/modules.sh";
    private static final String MODULE_FILES = "/opt/nvidia/hpc_sdk/modulefiles";

    /** The module sets CC and CXX to NVIDIA's compilers, which are not for the extensions of Python. */
    private static final String LOAD =
            ". " + MODULES + " && module use " + MODULE_FILES + " && module load nvhpc && unset CC CXX && exec \"$@\"";

    private Nvhpc() {}

    /** What to look for. */
    static Set<String> paths() {
        return Set.of(MODULES, MODULE_FILES);
    }

    static boolean present(Inventory inventory) {
        return onPath(inventory) || paths().stream().allMatch(inventory::has);
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
        return inventory.tool("nvc").isPresent();
    }
}
