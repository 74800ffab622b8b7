package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** Finds logins where {@code docker login} keeps them: {@code config.json} and credential helpers. Nothing is written. */
final class DockerConfig {
    private final Environment environment;

    DockerConfig(Environment environment) {
        this.environment = environment;
    }

    /**
     * Finds a login.
     *
     * @param registry its key in the file
     * @throws ImageRootException when the file or a helper that it names cannot be used
     */
    Optional<Login> login(String registry) {
        Path file = environment
                .variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".docker"))
                .resolve("config.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonReader config = read(file);
        Optional<String> helper = entry(config, "credHelpers", registry)
                .map(JsonReader::asString)
                .or(() -> config.optionalString("credsStore"))
                .filter(name -> !name.isEmpty());
        return helper.flatMap(name -> new CredentialHelper(environment, name).login(registry))
                .or(() -> entry(config, "auths", registry).flatMap(auth -> login(auth, file)));
    }

    private static JsonReader read(Path file) {
        try {
            return Json.read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ImageRootException("cannot read " + file + ": " + e.getMessage(), "Make it readable.", e);
        }
    }

    /** The key is the registry's name; older files have it with a scheme. */
    private static Optional<JsonReader> entry(JsonReader config, String field, String registry) {
        return config.optional(field)
                .flatMap(entries -> Stream.of(
                                registry, "https://" + registry, "http://" + registry, "https://" + registry + "/")
                        .flatMap(key -> entries.optional(key).stream())
                        .findFirst());
    }

    private static Optional<Login> login(JsonReader auth, Path file) {
        Optional<String> token = auth.optionalString("identitytoken").filter(text -> !text.isEmpty());
        if (token.isPresent()) {
            return token.map(Login::ofToken);
        }
        return auth.optionalString("auth").filter(text -> !text.isEmpty()).map(text -> decode(text, file));
    }

    private static Login decode(String text, Path file) {
        try {
            String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            if (colon > 0) {
                return Login.of(
                        decoded.substring(0, colon),
                        decoded.substring(colon + 1).replaceAll("\0+$", ""));
            }
        } catch (IllegalArgumentException e) {
            // Said below without the cause, which might show a part of the password.
        }
        throw new ImageRootException(
                "a login in " + file + " is not base64 of USER:PASSWORD", "Log in again by 'docker login'.", null);
    }
}
