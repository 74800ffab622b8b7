package org.nrnwheel.run;

import java.util.Optional;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.BuildRequest;

/** Plans builds. */
final class Planner {
    private Planner() {}

    static BuildPlan plan(BuildRequest request, BuildContext context) {
        return Optional.<BuildPlan>empty()
                .orElseThrow(() -> new UnsupportedOperationException(request.toString() + context));
    }

    static BuildPlan plan(BuildRequest request, BuildContext context, Inventory inventory) {
        return Optional.<BuildPlan>empty()
                .orElseThrow(() -> new UnsupportedOperationException(request.toString() + context + inventory));
    }
}
