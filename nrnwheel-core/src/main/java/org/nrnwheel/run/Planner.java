package org.nrnwheel.run;

import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.BuildRequest;

/** Plans builds: looks at the tree first, then at the platform, and changes neither. */
final class Planner {
    private Planner() {}

    /** Plans for the platform that {@link PlatformSelection} finds; what the tree forbids is refused before it is asked. */
    static BuildPlan plan(BuildRequest request, BuildContext context) {
        Preparation preparation = Preparation.of(request, context);
        Inventory inventory =
                PlatformSelection.select(preparation.request(), context).inspect(preparation.inspection());
        return preparation.plan(inventory);
    }

    /** Plans for a given inventory: no process, no network. */
    static BuildPlan plan(BuildRequest request, BuildContext context, Inventory inventory) {
        return Preparation.of(request, context).plan(inventory);
    }
}
