package org.nrnwheel.tests;

import java.util.ServiceLoader;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.testkit.PlatformContract;

/** This host, found as users find it, keeps the whole contract. */
class HostPlatformContractTest extends PlatformContract {
    String spec() {
        return "host";
    }

    @Override
    protected Platform platform() {
        PlatformProvider provider = ServiceLoader.load(PlatformProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.scheme().equals("host"))
                .findFirst()
                .orElseThrow();
        Offer offer = provider.offer(
                PlatformSpec.parse(spec()), BuildRequest.of(TargetSystem.LINUX), BuildContext.standard());
        return ((Offer.Ready) offer).platform();
    }
}
