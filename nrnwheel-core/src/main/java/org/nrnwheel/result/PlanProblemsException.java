package org.nrnwheel.result;

import java.util.List;
import java.util.stream.Collectors;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.Problem;

/** A plan that cannot be carried out here; nothing was run. */
public final class PlanProblemsException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Makes the error.
     *
     * @param problems what is lacking, at least one
     */
    public PlanProblemsException(List<Problem> problems) {
        super("problems", message(problems), remedy(problems), null);
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns what is lacking.
     *
     * @return at least one problem
     */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        return problems.stream()
                .map(problem -> "  " + problem.message())
                .collect(Collectors.joining("\n", "this cannot be built here:\n", ""));
    }

    private static String remedy(List<Problem> problems) {
        return problems.stream().map(Problem::remedy).distinct().collect(Collectors.joining("\n"));
    }
}
