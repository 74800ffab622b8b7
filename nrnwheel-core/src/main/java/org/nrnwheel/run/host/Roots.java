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
 * @param cache the cache
 * @param wheelhouse the wheelhouse
 */
record Roots(Path base, Path cache, Path wheelhouse) {
    static Roots of(WorkspaceRequest request) {
        Path cache = request.cache().toAbsolutePath().normalize();
        Path work = cache.resolve("work");
        Path base = work.resolve(request.name()).normalize();
        if (!base.startsWith(work) || base.equals(work)) {
            throw new PlatformException("not a workspace's name: " + request.name(), "Use a relative path.", null);
        }
        return new Roots(base, cache, request.wheelhouse().toAbsolutePath().normalize());
    }

    Path path(Place place) {
        Path root = switch (place.root()) {
            case SOURCE -> source();
            case WORK -> work();
            case VENV -> base.resolve("venv");
            case DIST -> base.resolve("dist");
            case CACHE -> cache;
            case WHEELHOUSE -> wheelhouse;
            case SYSTEM -> Path.of("/");
        };
        return root.resolve(place.relative());
    }

    Path source() {
        return base.resolve("src");
    }

    Path work() {
        return base.resolve("work");
    }

    /** Makes what commands expect to be there; the virtual environment is made by a step, the wheelhouse by the runner. */
    void create() throws IOException {
        Files.createDirectories(work().resolve("home"));
        Files.createDirectories(work().resolve("tmp"));
        Files.createDirectories(base.resolve("dist"));
    }
}
