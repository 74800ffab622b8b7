package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.source.SourceSnapshot;

/** Opens workspaces that are directories of this host, whatever their commands run in. Stateless. */
public final class HostWorkspaces {
    private HostWorkspaces() {}

    /**
     * Opens a workspace. What an earlier one of the same directory left, with processes that still run, is removed.
     *
     * @param layout where its places are
     * @param launcher starts its commands
     * @param source what its own copy is made of, or nothing
     * @param environment the process environment
     * @return the open workspace, to be closed
     * @throws PlatformException when it cannot be opened, also because another process works in its directory
     */
    public static Workspace open(
            Layout layout, Launcher launcher, Optional<SourceSnapshot> source, Environment environment) {
        Path base = layout.base();
        try {
            clear(layout);
            Files.createDirectories(base);
            Sessions sessions = Sessions.create(base);
            fill(layout, source, environment);
            return new HostWorkspace(layout, launcher, sessions);
        } catch (IOException e) {
            throw failed(base, removed(base, e));
        }
    }

    static PlatformException failed(Path base, IOException e) {
        return new PlatformException(
                "cannot open a workspace in " + base + ": " + e.getMessage(),
                "See to it that the directory can be written and that its disk is not full.",
                e);
    }

    private static void clear(Layout layout) throws IOException {
        Path base = layout.base();
        Optional<Long> owner = Sessions.owner(base);
        if (owner.isPresent()) {
            throw new PlatformException(
                    "another build works in " + base + " (process " + owner.get() + ")",
                    "Wait for it, or use another wheelhouse.",
                    null);
        }
        Sessions.endLeftovers(layout);
        TreeRemoval.remove(base);
    }

    /** Makes what commands expect to be there; the virtual environment is made by a step, the wheelhouse by the runner. */
    private static void fill(Layout layout, Optional<SourceSnapshot> source, Environment environment)
            throws IOException {
        Files.createDirectories(layout.path(new Place(Root.WORK, "home")));
        Files.createDirectories(layout.path(new Place(Root.WORK, "tmp")));
        Files.createDirectories(layout.path(Place.of(Root.DIST)));
        Path copy = layout.path(Place.of(Root.SOURCE));
        if (source.isPresent()) {
            TreeCopy.of(environment)
                    .copy(source.get().tree().directory(), copy, source.get().excluded());
        } else {
            Files.createDirectory(copy);
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
