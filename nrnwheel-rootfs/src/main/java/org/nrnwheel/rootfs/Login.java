package org.nrnwheel.rootfs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.nrnwheel.env.Secret;

/**
 * How a registry knows a user. It shows no secret.
 *
 * @param user the user's name; empty when the secret is a refresh token
 * @param secret the password or the token
 */
record Login(String user, Secret secret) {
    static Login of(String user, String password) {
        return new Login(user, Secret.of("registry_password", password));
    }

    static Login ofToken(String token) {
        return new Login("", Secret.of("registry_token", token));
    }

    boolean isToken() {
        return user.isEmpty();
    }

    /** Returns the value of a header. */
    String basic() {
        String text = user + ":" + secret.reveal();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
