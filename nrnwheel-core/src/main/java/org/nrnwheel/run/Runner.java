package org.nrnwheel.run;

import java.util.Optional;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.result.RunningBuild;

/** Carries plans out. */
final class Runner {
    private Runner() {}

    static RunningBuild start(BuildRequest request, BuildContext context) {
        return Optional.<RunningBuild>empty()
                .orElseThrow(() -> new UnsupportedOperationException(request.toString() + context));
    }
}
