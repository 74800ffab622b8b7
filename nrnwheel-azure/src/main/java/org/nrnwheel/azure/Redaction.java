package org.nrnwheel.azure;

import java.util.List;
import org.nrnwheel.env.Secret;

/**
 * Takes secrets out of texts that others wrote.
 *
 * @param secrets what must not be shown
 */
record Redaction(List<Secret> secrets) {
    private static final String STARS = "***";

    Redaction {
        secrets = List.copyOf(secrets);
    }

    String clean(String text) {
        String cleaned = text;
        for (Secret secret : secrets) {
            cleaned = secret.reveal().isEmpty() ? cleaned : cleaned.replace(secret.reveal(), STARS);
        }
        return cleaned;
    }
}
