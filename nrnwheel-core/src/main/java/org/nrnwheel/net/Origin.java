package org.nrnwheel.net;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a URL is served (RFC 6454): what is meant for one origin, as credentials are, is not given to another. Immutable.
 *
 * @param scheme the scheme, in lower case
 * @param host the host, in lower case, or empty
 * @param port the port, or -1 when the scheme has none of its own
 */
public record Origin(String scheme, String host, int port) {
    /**
     * Returns the origin of a URL.
     *
     * @param url any URL
     * @return its origin, with the scheme's port when the URL names none
     */
    public static Origin of(URI url) {
        String scheme = lower(url.getScheme());
        return new Origin(scheme, lower(url.getHost()), url.getPort() < 0 ? port(scheme) : url.getPort());
    }

    private static int port(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    private static String lower(String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }
}
