package org.nrnwheel.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, from a resource: a shaded jar's manifest says another one. */
final class LibraryVersion {
    private LibraryVersion() {}

    static String get() {
        try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this library cannot be read", e);
        }
    }
}
