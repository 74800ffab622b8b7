package org.nrnwheel.run.host;

import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;

/** Offers this host. */
public final class HostPlatformProvider implements PlatformProvider {
    @Override
    public String scheme() {
        return "host";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Offer offer(PlatformSpec spec, BuildRequest request, BuildContext context) {
        return new Offer.Refused("not yet", "");
    }
}
