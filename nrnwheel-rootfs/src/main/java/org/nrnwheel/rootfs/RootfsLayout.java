package org.nrnwheel.rootfs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.run.host.Layout;

/**
 * Where the places of a job in an image root are: below the cache for this JVM, and at paths that are the same for every job
 * and every user inside, so that compiler caches hit and products do not differ.
 *
 * @param root the image root
 * @param base the workspace's own directory
 * @param cache what jobs of this image share: what is built there runs nowhere else
 * @param wheelhouse the wheelhouse
 */
record RootfsLayout(Path root, Path base, Path cache, Path wheelhouse) implements Layout {
    private static final Path SOURCE = Path.of("/root/nrn");
    private static final Path JOB = Path.of("/root/job");
    private static final Path CACHE = Path.of("/root/cache");
    private static final Path WHEELHOUSE = Path.of("/root/wheelhouse");
    /** Nothing is ever there. */
    private static final String NOWHERE = ".nrnwheel/none";

    /**
     * Lays a workspace out.
     *
     * @param root the image root
     * @param key names the image's part of the cache
     * @param request what is asked for
     */
    static RootfsLayout of(Path root, String key, WorkspaceRequest request) {
        Path cache =
                request.cache().toAbsolutePath().normalize().resolve("roots").resolve(key);
        Path work = cache.resolve("work");
        Path base = work.resolve(request.name()).normalize();
        if (!base.startsWith(work) || base.equals(work)) {
            throw new PlatformException("not a workspace's name: " + request.name(), "Use a relative path.", null);
        }
        return new RootfsLayout(
                root,
                base,
                cache.resolve("shared"),
                request.wheelhouse().toAbsolutePath().normalize());
    }

    /** What is mounted where, the outer before the inner. */
    List<Map.Entry<Path, Path>> mounts() {
        return List.of(
                Map.entry(base, JOB),
                Map.entry(source(), SOURCE),
                Map.entry(cache, CACHE),
                Map.entry(wheelhouse, WHEELHOUSE));
    }

    private Path source() {
        return base.resolve("src");
    }

    @Override
    public Path path(Place place) {
        Path directory = switch (place.root()) {
            case SOURCE -> source();
            case WORK -> base.resolve("work");
            case VENV -> base.resolve("venv");
            case DIST -> base.resolve("dist");
            case CACHE -> cache;
            case WHEELHOUSE -> wheelhouse;
            case SYSTEM -> system(Path.of("/" + place.relative()));
        };
        return place.root() == Place.Root.SYSTEM ? directory : directory.resolve(place.relative());
    }

    private Path system(Path path) {
        for (Map.Entry<Path, Path> mount : mounts()) {
            if (path.startsWith(mount.getValue())) {
                return mount.getKey().resolve(mount.getValue().relativize(path));
            }
        }
        return new ScopedPaths(root).find(path.toString()).orElse(root.resolve(NOWHERE));
    }

    @Override
    public Path seen(Place place) {
        Path directory = switch (place.root()) {
            case SOURCE -> SOURCE;
            case WORK -> JOB.resolve("work");
            case VENV -> JOB.resolve("venv");
            case DIST -> JOB.resolve("dist");
            case CACHE -> CACHE;
            case WHEELHOUSE -> WHEELHOUSE;
            case SYSTEM -> Path.of("/");
        };
        return directory.resolve(place.relative());
    }
}
