package org.nrnwheel.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.env.Environment;

/** The door to building in containers: {@code WheelBuilder.linux().on(Containers.image("…"))}. Stateless. */
public final class Containers {
    private Containers() {}

    /**
     * Names the image to build in. Nothing is asked yet.
     *
     * @param name repository and tag, or an image's id; it must be in the engine already
     * @return a platform, whose methods set more
     */
    public static ContainerPlatform image(String name) {
        return new ContainerPlatform(ContainerSettings.of(name), Environment.system());
    }

    /**
     * Removes containers that earlier runs of this machine left behind because they were killed, those that are kept to be
     * looked at among them when nothing runs in them.
     *
     * @param environment the process environment, which names the engine
     * @param caches whether the volumes go too that stand for the environment's cache directory, or for one that is gone
     * @return what was removed, a line each
     * @throws org.nrnwheel.platform.PlatformException when the engine does not answer
     */
    public static List<String> clean(Environment environment, boolean caches) {
        try (Engine engine = Engine.connect(environment)) {
            Path cache = environment.cacheDirectory().toAbsolutePath().normalize();
            return Leftovers.clean(engine, caches ? Optional.of(cache) : Optional.empty());
        }
    }
}
