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
record Roots(Path base, Path seen, Path cache, Path wheelhouse) implements Layout {
    private static final String SHARED = "job";

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
        Path shared = Files.createDirectories(cache).toRealPath().resolve(SHARED);
        return new Roots(base, Files.createDirectories(shared), cache, wheelhouse);
    }

    @Override
    public Path path(Place place) {
        return path(place, base);
    }

    @Override
    public Path seen(Place place) {
        return path(place, seen);
    }

    private Path path(Place place, Path own) {
        Path root = switch (place.root()) {
            case SOURCE -> own.resolve("src");
            case WORK -> own.resolve("work");
            case VENV -> own.resolve("venv");
            case DIST -> own.resolve("dist");
            case CACHE -> cache;
            case WHEELHOUSE -> wheelhouse;
            case SYSTEM -> Path.of("/");
        };
        return root.resolve(place.relative());
    }
}
