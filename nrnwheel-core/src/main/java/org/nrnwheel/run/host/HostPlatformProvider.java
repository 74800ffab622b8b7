package org.nrnwheel.run.host;

import java.util.Map;
import java.util.Set;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;

/** Offers this host, when it is of the system that wheels are made for. */
public final class HostPlatformProvider implements PlatformProvider {
    private static final Set<Map<String, String>> SETTINGS =
            Set.of(Map.of(), Map.of(HostPlatform.PATHS, HostPlatform.OWN));

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
        Environment environment = context.environment();
        if (!SETTINGS.contains(spec.settings())) {
            return new Offer.Refused(
                    "the host knows no such setting: " + spec,
                    "Ask for plain 'host', or for 'host:" + HostPlatform.PATHS + "=" + HostPlatform.OWN + "'.");
        }
        if (HostSystem.of(environment).filter(request.target()::equals).isEmpty()) {
            return new Offer.Refused(
                    "this host is " + environment.property("os.name") + ", the wheels are for " + request.target(),
                    "Run on a host of that system, or name a platform of it.");
        }
        return new Offer.Ready(new HostPlatform(spec, environment));
    }
}
