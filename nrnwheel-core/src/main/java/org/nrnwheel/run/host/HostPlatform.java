package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.run.host.MountingLauncher.Bubblewrap;
import org.nrnwheel.source.SourceSnapshot;

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
        Roots roots = Roots.of(request);
        try {
            clear(roots);
            Files.createDirectories(roots.base());
            Sessions sessions = Sessions.create(roots.base());
            Launcher plain = HostLauncher.of(environment);
            Optional<Bubblewrap> bubblewrap = bubblewrap();
            if (bubblewrap.isEmpty()) {
                fill(roots, request.source());
                return new HostWorkspace(roots, plain, sessions);
            }
            Roots shared = roots.shared();
            fill(shared, request.source());
            return new HostWorkspace(shared, new MountingLauncher(plain, bubblewrap.get(), shared), sessions);
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot open a workspace in " + roots.base() + ": " + e.getMessage(),
                    "See to it that the directory can be written and that its disk is not full.",
                    removed(roots.base(), e));
        }
    }

    private Optional<Bubblewrap> bubblewrap() {
        return spec.settings().getOrDefault(PATHS, "").equals(OWN) ? Optional.empty() : Bubblewrap.of(environment);
    }

    private static void clear(Roots roots) throws IOException {
        Path base = roots.base();
        Optional<Long> owner = Sessions.owner(base);
        if (owner.isPresent()) {
            throw new PlatformException(
                    "another build works in " + base + " (process " + owner.get() + ")",
                    "Wait for it, or use another wheelhouse.",
                    null);
        }
        Sessions.endLeftovers(roots);
        TreeRemoval.remove(base);
    }

    private void fill(Roots roots, Optional<SourceSnapshot> source) throws IOException {
        roots.create();
        if (source.isPresent()) {
            TreeCopy.of(environment)
                    .copy(
                            source.get().tree().directory(),
                            roots.source(),
                            source.get().excluded());
        } else {
            Files.createDirectory(roots.source());
        }
    }

    private static IOException removed(Path base, IOException failure) {
        try {
            TreeRemoval.remove(base);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
