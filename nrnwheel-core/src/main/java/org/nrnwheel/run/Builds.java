package org.nrnwheel.run;

import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.result.RunningBuild;

/** What the doors call: planning and starting builds. Stateless. */
public final class Builds {
    private Builds() {}

    /** Looks at the tree and the platform and plans; changes nothing. */
    public static BuildPlan plan(BuildRequest request, BuildContext context) {
        return Planner.plan(request, context);
    }

    /** Chooses the platform as planning does. */
    public static Platform platform(BuildRequest request, BuildContext context) {
        return PlatformSelection.select(request, context);
    }

    /** Looks at the platform as planning does. */
    public static Inventory inventory(BuildRequest request, BuildContext context) {
        return Planner.inventory(request, context);
    }

    /** Plans for a given inventory: no process, no network, only the source tree is read. */
    public static BuildPlan plan(BuildRequest request, BuildContext context, Inventory inventory) {
        return Planner.plan(request, context, inventory);
    }

    /** Plans and starts the build. */
    public static RunningBuild start(BuildRequest request, BuildContext context) {
        return Runner.start(request, context);
    }
}
