package org.nrnwheel.azure;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads addresses of artifacts. What they hold lets anybody fetch them, so it is in no message. */
final class ArtifactAddress {
    private ArtifactAddress() {}

    static URI of(String url, String what) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && Server.isSafe(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message holds the address.
            throw bad(what);
        }
        throw bad(what);
    }

    private static AzureException bad(String what) {
        return new AzureException(
                "Azure gives no https address for " + what, "Fetch it from the run's page, or ask again later.");
    }
}
