package org.nrnwheel.plan;

/** The JSON form. */
final class PlanJson {
    private PlanJson() {}

    static String write(BuildPlan value) {
        return value.toString();
    }

    static BuildPlan read(String json) {
        return java.util.Optional.<BuildPlan>empty().orElseThrow(() -> new UnsupportedOperationException(json));
    }
}
