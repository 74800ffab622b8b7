package org.nrnwheel.docker;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.nrnwheel.platform.WorkspaceRequest;

/** What is mounted into a container. */
final class ContainerBinds {
    private ContainerBinds() {}

    /** What the user mounts, read-only. */
    static List<Bind> extra(ContainerSettings settings) {
        return settings.mounts().stream()
                .map(mount -> new Bind(mount.host().toString(), new Volume(mount.inside()), AccessMode.ro))
                .toList();
    }

    /** What a job's container has: beside that, the volume of its caches, and the tree itself where the user wants it. */
    static List<Bind> job(Engine engine, LocalImage image, ContainerSettings settings, WorkspaceRequest request) {
        List<Bind> binds = new ArrayList<>(extra(settings));
        binds.add(new Bind(cache(engine, image, request.cache()), new Volume(ContainerPaths.CACHE)));
        if (settings.mountSource()) {
            request.source()
                    .ifPresent(source ->
                            binds.add(new Bind(source.tree().directory().toString(), new Volume(settings.source()))));
        }
        return binds;
    }

    /** One volume for each image and cache directory: what is compiled for one image does not fit another. */
    private static String cache(Engine engine, LocalImage image, Path directory) {
        String cache = directory.toAbsolutePath().normalize().toString();
        String which = HexFormat.of().toHexDigits(cache.hashCode());
        String name = "nrnwheel-cache-" + image.shortId() + "-" + which;
        engine.call(
                "make the volume " + name,
                () -> engine.client()
                        .createVolumeCmd()
                        .withName(name)
                        .withLabels(Map.of(Leftovers.CACHE, cache))
                        .exec());
        return name;
    }
}
