package org.nrnwheel.pypi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.nrnwheel.env.Secret;

/**
 * Who uploads. The password is shown nowhere. Immutable.
 *
 * @param username the user's name; {@value #TOKEN_USER} for a token
 * @param password the password or token
 */
public record Credentials(String username, Secret password) {
    /** What indexes take as the user's name of a token. */
    public static final String TOKEN_USER = "__token__";

    /**
     * Makes the credentials of a token of an index.
     *
     * @param token the token, e.g. of PyPI
     * @return the credentials
     */
    public static Credentials token(Secret token) {
        return new Credentials(TOKEN_USER, token);
    }

    /** The value of the header {@code Authorization} (RFC 7617). */
    String header() {
        return "Basic " + encoded();
    }

    /** What must not be shown, in all the spellings in which programs write it. */
    List<Secret> hidden() {
        return List.of(password, Secret.of("AUTHORIZATION", encoded()));
    }

    private String encoded() {
        return Base64.getEncoder()
                .encodeToString((username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }
}
