package org.nrnwheel.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nrnwheel.platform.PlatformException;

/** Finds, by their labels, containers whose process was killed, and removes them. Stateless. */
final class Leftovers {
    /** Names the owner of a container. */
    static final String OWNER = "org.nrnwheel.owner";
    /** Names the cache directory that a volume stands for. */
    static final String CACHE = "org.nrnwheel.cache";

    /** Begins the names of containers that are kept to be looked at: a label cannot be changed. */
    static final String KEPT = "nrnwheel-kept-";

    private static final Set<String> IN_USE = Set.of("created", "running");
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");

    private Leftovers() {}

    /** Removes what processes of this machine left that run no more; that this fails is no reason not to build. */
    static void sweep(Engine engine) {
        try {
            ofDeadOwners(engine).forEach(container -> remove(engine, container.getId()));
        } catch (PlatformException e) {
            LOG.log(System.Logger.Level.DEBUG, "left-over containers stay", e);
        }
    }

    /**
     * Removes them, those that are kept, and those in which nothing runs any more; says what it removed. One that was made and not
     * started belongs to a build that is beginning.
     *
     * @param caches also the volume of this cache directory, and those of directories that are gone
     */
    static List<String> clean(Engine engine, Optional<Path> caches) {
        List<String> removed = new ArrayList<>();
        for (Container container : containers(engine)) {
            if (dead(container) || kept(container) || !IN_USE.contains(String.valueOf(container.getState()))) {
                remove(engine, container.getId());
                removed.add("container " + container.getId());
            }
        }
        for (String volume : caches.map(cache -> volumes(engine, cache)).orElse(List.of())) {
            engine.call(
                    "remove the volume " + volume,
                    () -> engine.client().removeVolumeCmd(volume).exec());
            removed.add("volume " + volume);
        }
        return removed;
    }

    private static List<Container> ofDeadOwners(Engine engine) {
        return containers(engine).stream()
                .filter(container -> dead(container) && !kept(container))
                .toList();
    }

    private static boolean dead(Container container) {
        return Optional.ofNullable(container.getLabels())
                .flatMap(labels -> Optional.ofNullable(labels.get(OWNER)))
                .flatMap(Owner::parse)
                .filter(Owner::gone)
                .isPresent();
    }

    private static boolean kept(Container container) {
        return Stream.of(Optional.ofNullable(container.getNames()).orElse(new String[0]))
                .anyMatch(name -> name.startsWith("/" + KEPT));
    }

    private static List<Container> containers(Engine engine) {
        return engine.call(
                "list containers",
                () -> engine.client()
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(OWNER))
                        .exec());
    }

    private static List<String> volumes(Engine engine, Path cache) {
        List<InspectVolumeResponse> volumes = engine.call(
                "list volumes",
                () -> engine.client()
                        .listVolumesCmd()
                        .withFilter("label", List.of(CACHE))
                        .exec()
                        .getVolumes());
        return volumes == null
                ? List.of()
                : volumes.stream()
                        .filter(volume -> isOf(cache, volume))
                        .map(InspectVolumeResponse::getName)
                        .toList();
    }

    private static boolean isOf(Path cache, InspectVolumeResponse volume) {
        Path of = Path.of(String.valueOf(volume.getLabels().get(CACHE)));
        Path parent = of.getParent();
        return of.equals(cache) || (parent != null && !Files.exists(parent));
    }

    /** Removes a container with all that runs in it; one that is gone already is as good. */
    static void remove(Engine engine, String id) {
        engine.call("remove the container " + id, () -> {
            try {
                engine.client()
                        .removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException e) {
                LOG.log(System.Logger.Level.DEBUG, "the container was removed by somebody else", e);
            } catch (DockerException e) {
                // Two removals at once: the engine says "already in progress".
                if (!String.valueOf(e.getMessage()).contains("already in progress")) {
                    throw e;
                }
            }
            return Map.of();
        });
    }
}
