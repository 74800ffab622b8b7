package org.nrnwheel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files beside the classes of this package. */
final class Resources {
    private Resources() {}

    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from nrnwheel");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
