package org.nrnwheel.azure;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Where Azure DevOps is. Credentials go there alone, by https; by http to this machine only.
 *
 * @param base its URL, with a slash at the end
 */
record Server(URI base) {
    private static final String AZURE = "https://dev.azure.com/";

    Server {
        if (base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new InvalidRequestException("not a base URL of Azure DevOps", "Write, for example, " + AZURE + ".");
        }
        if (base.getRawUserInfo() != null) {
            throw new InvalidRequestException(
                    "the base URL holds a user or a password", "Leave it out of the URL and set NRNWHEEL_AZURE_TOKEN.");
        }
        if (!isSafe(base)) {
            throw new InvalidRequestException(
                    "the base URL is not https: " + base, "Write https; http is for this machine alone.");
        }
        base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    }

    /** Azure DevOps Services. */
    static Server standard() {
        return new Server(URI.create(AZURE));
    }

    /** Says whether what is sent there can be read on the way by nobody. */
    static boolean isSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && Proxies.isLoopback(String.valueOf(uri.getHost())));
    }

    /** Says whether a URL is of this server: same scheme, host and port. */
    boolean owns(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return Objects.equals(uri.getScheme(), "http") ? 80 : 443;
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Writes a name as a part of a path or as a value of a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
