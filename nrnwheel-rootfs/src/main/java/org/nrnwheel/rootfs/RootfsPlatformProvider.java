package org.nrnwheel.rootfs;

import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.host.Emulation;

/**
 * Offers a root as a platform, as {@code rootfs:DIRECTORY} or {@code rootfs:root=DIRECTORY,user=1000}; never by itself. Stateless.
 */
public final class RootfsPlatformProvider implements PlatformProvider {
    /** Makes the provider. */
    public RootfsPlatformProvider() {}

    @Override
    public String scheme() {
        return "rootfs";
    }

    @Override
    public int priority() {
        return -1;
    }

    @Override
    public Offer offer(PlatformSpec spec, BuildRequest request, BuildContext context) {
        Environment environment = context.environment();
        if (request.target() != TargetSystem.LINUX) {
            return new Offer.Refused("image roots are Linux, the wheels are for " + request.target(), "Name the host.");
        }
        if (!environment.property("os.name").equals("Linux")) {
            return new Offer.Refused("image roots need Linux", "Use a container engine here.");
        }
        RootfsSettings settings = RootfsSettings.of(spec);
        if (settings.directory().isEmpty()) {
            return new Offer.Refused("no root is named: " + spec, "Name its directory: rootfs:DIRECTORY.");
        }
        return Emulation.machine(environment)
                .map(machine -> RootfsPlatform.offer(spec, settings, environment, machine))
                .orElseGet(() -> new Offer.Refused(
                        "this machine is of an unknown architecture: '" + environment.property("os.arch") + "'",
                        "Use a container engine here."));
    }
}
