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
        return preparation.plan(inventory(preparation, context));
    }

    /** Looks at the platform as {@link #plan(BuildRequest, BuildContext)} does. */
    static Inventory inventory(BuildRequest request, BuildContext context) {
        return inventory(Preparation.of(request, context), context);
    }

    private static Inventory inventory(Preparation preparation, BuildContext context) {
        return PlatformSelection.select(preparation.request(), context).inspect(preparation.inspection());
    }

    /** Plans for a given inventory: no process, no network. */
    static BuildPlan plan(BuildRequest request, BuildContext context, Inventory inventory) {
        return Preparation.of(request, context).plan(inventory);
    }
}
