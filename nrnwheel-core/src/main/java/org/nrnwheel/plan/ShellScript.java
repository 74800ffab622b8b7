package org.nrnwheel.plan;

/** A form of a plan. */
final class ShellScript {
    private ShellScript() {}

    static String of(BuildPlan plan) {
        return plan.recipe() + " " + plan.jobs();
    }
}
