package org.nrnwheel.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.ImageArchitecture;
import org.nrnwheel.tag.Architecture;

/**
 * An image that the engine has. Immutable.
 *
 * @param name as it was asked for
 * @param id the engine's id, a digest of its configuration
 * @param digest the registry's digest of its manifest, where it came from a registry
 * @param environment the variables that it sets
 * @param architecture the CPU that it says it is for
 */
record LocalImage(
        String name,
        String id,
        Optional<String> digest,
        Map<String, String> environment,
        Optional<Architecture> architecture) {
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int SHORT = 12;

    LocalImage {
        environment = Map.copyOf(environment);
    }

    /**
     * Finds an image.
     *
     * @throws PlatformException when the engine does not have it
     */
    static LocalImage find(Engine engine, String name) {
        return engine.call("look at the image " + name, () -> inspect(engine, name))
                .orElseThrow(() -> new PlatformException(
                        "the image " + name + " is not here",
                        "Fetch it (nrnwheel image pull " + name + "), or build it.",
                        null));
    }

    private static Optional<LocalImage> inspect(Engine engine, String name) {
        try {
            InspectImageResponse found = engine.client().inspectImageCmd(name).exec();
            return Optional.of(new LocalImage(
                    name,
                    Objects.requireNonNull(found.getId()),
                    digest(found),
                    variables(found.getConfig()),
                    Optional.ofNullable(found.getArch()).flatMap(ImageArchitecture::find)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> digest(InspectImageResponse found) {
        List<String> digests = found.getRepoDigests();
        return digests == null
                ? Optional.empty()
                : digests.stream()
                        .map(text -> text.substring(text.indexOf('@') + 1))
                        .findFirst();
    }

    private static Map<String, String> variables(ContainerConfig config) {
        String[] lines = config == null ? null : config.getEnv();
        Map<String, String> variables = new TreeMap<>();
        for (String line : lines == null ? new String[0] : lines) {
            int equals = line.indexOf('=');
            variables.put(equals < 0 ? line : line.substring(0, equals), equals < 0 ? "" : line.substring(equals + 1));
        }
        return variables;
    }

    ImageReference reference() {
        return new ImageReference(name, Optional.of(digest.orElse(id)));
    }

    String path() {
        return environment.getOrDefault("PATH", DEFAULT_PATH);
    }

    /** A few characters that tell it from other images. */
    String shortId() {
        String hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT, hex.length()));
    }
}
