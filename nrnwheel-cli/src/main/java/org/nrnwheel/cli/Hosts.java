package org.nrnwheel.cli;

import java.util.List;
import java.util.Set;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.NoPlatformException;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.host.HostPlatformProvider;

/** Looks at this host. */
final class Hosts {
    private Hosts() {}

    static List<Interpreter> pythons(Environment environment) {
        return platform(environment)
                .inspect(new Inspection(Set.of(), Set.of(), List.of()))
                .interpreters();
    }

    private static Platform platform(Environment environment) {
        BuildContext context = BuildContext.standard().withEnvironment(environment);
        TargetSystem system =
                environment.property("os.name").startsWith("Mac") ? TargetSystem.MACOS : TargetSystem.LINUX;
        Offer offer = new HostPlatformProvider().offer(PlatformSpec.parse("host"), BuildRequest.of(system), context);
        if (offer instanceof Offer.Ready ready) {
            return ready.platform();
        }
        Offer.Refused refused = (Offer.Refused) offer;
        throw new NoPlatformException("this host cannot be used", List.of(refused.reason() + ": " + refused.remedy()));
    }
}
