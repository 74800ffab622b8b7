package org.nrnwheel.plan;

/** A form of a plan. */
final class PlanText {
    private PlanText() {}

    static String of(BuildPlan plan) {
        return plan.recipe() + " " + plan.jobs();
    }
}
