package org.nrnwheel.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.source.SourceTree;

/** How a kind of project is built. Knows nothing of platforms; stateless, safe for use by several threads. */
public interface Recipe {
    /**
     * Returns the name.
     *
     * @return e.g. {@code neuron-setup-py}
     */
    String name();

    /**
     * Says whether a tree is of this kind. Recipes are asked from the most special to the most general.
     *
     * @param tree the source tree
     * @return whether it is
     */
    boolean recognises(SourceTree tree);

    /**
     * Returns the features that this recipe knows.
     *
     * @return a line of help by feature name
     */
    Map<String, String> features();

    /**
     * Refuses what this recipe cannot build from this tree, before any platform is asked.
     *
     * @param request what is asked for
     * @param tree the source tree
     * @throws org.nrnwheel.request.InvalidRequestException with what to do
     */
    void check(BuildRequest request, SourceTree tree);

    /**
     * Says why no wheel can be built for an interpreter, whatever else the machine has.
     *
     * @param tree the source tree
     * @param interpreter the interpreter
     * @return what is in the way, e.g. {@code NEURON 8.x is for Python 3.7 to 3.12}; nothing when it can be built
     */
    default Optional<String> unsupported(SourceTree tree, Interpreter interpreter) {
        return Optional.empty();
    }

    /**
     * Says what the planner must know of the platform.
     *
     * @param request what is asked for
     * @return what to look for
     */
    Inspection inspection(BuildRequest request);

    /**
     * Lists what the platform or the tree lacks.
     *
     * @param input all that is known
     * @param interpreters the interpreters that wheels will be built for
     * @return problems, each with its remedy; none when the plan can be carried out
     */
    List<Problem> problems(PlanInput input, List<Interpreter> interpreters);

    /**
     * Plans the job for one interpreter.
     *
     * @param input all that is known
     * @param interpreter the interpreter
     * @return the job
     */
    BuildJob job(PlanInput input, Interpreter interpreter);
}
