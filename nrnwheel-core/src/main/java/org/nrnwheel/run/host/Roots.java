package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.WorkspaceRequest;

/**
 * Where the roots of places are on this host.
 *
 * @param base the workspace's own directory
 * @param seen where commands see that directory: {@code base} itself, or a path that all workspaces share
 * @param cache the cache
 * @param wheelhouse the wheelhouse
 */
record Roots(Path base, Path seen, Path cache, Path wheelhouse) {
    private static final String SHARED = "job";
    private static final String SOURCE = "src";
    private static final String WORK = "work";

    static Roots of(WorkspaceRequest request) {
        Path cache = request.cache().toAbsolutePath().normalize();
        Path work = cache.resolve("work");
        Path base = work.resolve(request.name()).normalize();
        if (!base.startsWith(work) || base.equals(work)) {
            throw new PlatformException("not a workspace's name: " + request.name(), "Use a relative path.", null);
        }
        return new Roots(
                base, base, cache, request.wheelhouse().toAbsolutePath().normalize());
    }

    /** Returns the same roots, with the directory seen where every other workspace of this cache is seen too. */
    Roots shared() throws IOException {
        // bubblewrap follows no links on the way to what it mounts on.
        return new Roots(base, Files.createDirectories(cache).toRealPath().resolve(SHARED), cache, wheelhouse);
    }

    /** Returns where this JVM finds a place. */
    Path path(Place place) {
        return path(place, base);
    }

    /** Returns where commands find a place. */
    Path seen(Place place) {
        return path(place, seen);
    }

    private Path path(Place place, Path own) {
        Path root = switch (place.root()) {
            case SOURCE -> own.resolve(SOURCE);
            case WORK -> own.resolve(WORK);
            case VENV -> own.resolve("venv");
            case DIST -> own.resolve("dist");
            case CACHE -> cache;
            case WHEELHOUSE -> wheelhouse;
            case SYSTEM -> Path.of("/");
        };
        return root.resolve(place.relative());
    }

    Path source() {
        return base.resolve(SOURCE);
    }

    private Path work() {
        return base.resolve(WORK);
    }

    /** Makes what commands expect to be there; the virtual environment is made by a step, the wheelhouse by the runner. */
    void create() throws IOException {
        Files.createDirectories(work().resolve("home"));
        Files.createDirectories(work().resolve("tmp"));
        Files.createDirectories(base.resolve("dist"));
        Files.createDirectories(seen);
    }
}
