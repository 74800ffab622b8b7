package org.nrnwheel.docker;

import java.nio.file.Path;
import org.nrnwheel.request.InvalidRequestException;

/**
 * A directory of the engine's host that containers see, read-only.
 *
 * @param host an absolute directory or file, not the root
 * @param inside where it appears, absolute
 */
record ContainerMount(Path host, String inside) {
    ContainerMount {
        if (!host.isAbsolute() || host.normalize().getNameCount() == 0) {
            throw new InvalidRequestException(
                    "not a directory to mount: " + host, "Give an absolute directory that is not the root.");
        }
        if (!inside.startsWith("/") || inside.equals("/") || inside.contains(":")) {
            throw new InvalidRequestException(
                    "not a place to mount at: " + inside, "Give an absolute path below the root.");
        }
    }

    static ContainerMount parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidRequestException("not a mount: " + text, "Write HOST-DIRECTORY:PATH-INSIDE.");
        }
        return new ContainerMount(Path.of(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return host + ":" + inside;
    }
}
