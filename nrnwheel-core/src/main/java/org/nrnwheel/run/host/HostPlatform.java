package org.nrnwheel.run.host;

import java.io.IOException;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.run.host.MountingLauncher.Bubblewrap;

/**
 * This host: commands run as the calling user, in directories below the cache. Where bubblewrap may mount, every job sees its
 * own at the same path. Stateless.
 *
 * @param spec what it was asked for by
 * @param environment the process environment
 */
record HostPlatform(PlatformSpec spec, Environment environment) implements Platform {
    /** The setting that says which paths commands see. */
    static final String PATHS = "paths";

    /** Each job sees its directory where it is, also where it could see it at a path that all share. */
    static final String OWN = "own";

    @Override
    public Inventory inspect(Inspection inspection) {
        return new HostInspector(environment).inspect(spec.scheme(), inspection);
    }

    @Override
    public Workspace open(WorkspaceRequest request) {
        Roots own = Roots.of(request);
        Launcher plain = HostLauncher.of(environment);
        Optional<Bubblewrap> bubblewrap = bubblewrap();
        if (bubblewrap.isEmpty()) {
            return HostWorkspaces.open(own, plain, request.source(), environment);
        }
        Roots shared = shared(own);
        return HostWorkspaces.open(
                shared, new MountingLauncher(plain, bubblewrap.get(), shared), request.source(), environment);
    }

    private static Roots shared(Roots own) {
        try {
            return own.shared();
        } catch (IOException e) {
            throw HostWorkspaces.failed(own.base(), e);
        }
    }

    private Optional<Bubblewrap> bubblewrap() {
        return spec.settings().getOrDefault(PATHS, "").equals(OWN) ? Optional.empty() : Bubblewrap.of(environment);
    }
}
