package org.nrnwheel;

import java.util.Map;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.host.HostPlatformProvider;

/** Where a door works that builds nothing. */
final class HostOrGiven {
    private static final PlatformSpec HOST = new PlatformSpec("host", Map.of());

    private HostOrGiven() {}

    /** The context's platform, or this host. */
    static Platform platform(BuildContext context) {
        return context.platform().orElseGet(() -> host(context));
    }

    private static Platform host(BuildContext context) {
        boolean mac = context.environment().property("os.name").startsWith("Mac");
        BuildRequest request = BuildRequest.of(mac ? TargetSystem.MACOS : TargetSystem.LINUX);
        Offer offer = new HostPlatformProvider().offer(HOST, request, context);
        if (offer instanceof Offer.Refused refused) {
            throw new PlatformException("the host refuses: " + refused.reason(), refused.remedy(), null);
        }
        return ((Offer.Ready) offer).platform();
    }
}
