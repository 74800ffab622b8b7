package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.nrnwheel.env.Environment;

/**
 * Podman's Docker API with the small image, started by our script.
 *
 * @param address where it listens, as DOCKER_HOST has it
 * @param image the small image, by Podman's name
 */
record PodmanService(String mode, String address, String image) implements AutoCloseable {
    private static final Pattern SPACE = Pattern.compile(" ");

    static PodmanService rootful() {
        return start("rootful");
    }

    /** Podman of an ordinary user. */
    static PodmanService rootless() {
        return start("rootless");
    }

    private static PodmanService start(String mode) {
        TestImages.engine();
        List<String> printed = SPACE.splitAsStream(TestImages.script("podman-service", "start", mode))
                .toList();
        return new PodmanService(mode, printed.get(0), printed.get(1));
    }

    /** Where it finds the authorities that it trusts for a registry. */
    Path authorities(String registry) throws IOException {
        Path socket = Path.of(address.substring("unix://".length()));
        return Files.createDirectories(socket.resolveSibling("home/.config/containers/certs.d/" + registry));
    }

    Environment environment() {
        return Environment.system().withVariable("DOCKER_HOST", address);
    }

    @Override
    public void close() {
        TestImages.removeCaches(environment());
        TestImages.script("podman-service", "stop", mode);
    }
}
