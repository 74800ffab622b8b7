package org.nrnwheel.recipe;

import java.util.List;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Problem;

/** Refuses what needs uv where uv cannot serve. */
final class Asof {
    private Asof() {}

    static List<Problem> problems(PlanInput input, List<Interpreter> interpreters) {
        if (input.request().options().asOf().isEmpty()) {
            return List.of();
        }
        return interpreters.stream()
                .filter(interpreter -> !VirtualEnvironment.uvServes(interpreter))
                .map(interpreter -> new Problem(
                        "as-of",
                        "packages as of a day come by uv, which does not serve Python " + interpreter.version(),
                        "Leave out asOf, or select Python 3.8 or newer."))
                .toList();
    }
}
