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
import org.nrnwheel.source.SourceSnapshot;

/**
 * This host: commands run as the calling user, in directories below the cache. Stateless.
 *
 * @param spec what it was asked for by
 * @param environment the process environment
 */
record HostPlatform(PlatformSpec spec, Environment environment) implements Platform {
    @Override
    public Inventory inspect(Inspection inspection) {
        return new HostInspector(environment).inspect(spec.scheme(), inspection);
    }

    @Override
    public Workspace open(WorkspaceRequest request) {
        Roots roots = Roots.of(request);
        try {
            clear(roots.base());
            Files.createDirectories(roots.base());
            Sessions sessions = Sessions.create(roots.base());
            fill(roots, request.source());
            return new HostWorkspace(roots, HostLauncher.of(environment), sessions);
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot open a workspace in " + roots.base() + ": " + e.getMessage(),
                    "See to it that the directory can be written and that its disk is not full.",
                    removed(roots.base(), e));
        }
    }

    private static void clear(Path base) throws IOException {
        Optional<Long> owner = Sessions.owner(base);
        if (owner.isPresent()) {
            throw new PlatformException(
                    "another build works in " + base + " (process " + owner.get() + ")",
                    "Wait for it, or use another wheelhouse.",
                    null);
        }
        Sessions.endLeftovers(base);
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
