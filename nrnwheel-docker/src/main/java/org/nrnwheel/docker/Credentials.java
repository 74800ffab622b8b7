package org.nrnwheel.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.model.AuthConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.platform.PlatformException;

/**
 * Credentials of registries as Docker keeps them: in {@code config.json}, or with helpers that it names
 * ({@code credHelpers}, {@code credsStore}). Nothing of them is ever shown.
 */
final class Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN_USER = "<token>";

    private final Environment environment;
    private final Path file;

    Credentials(Environment environment) {
        this.environment = environment;
        this.file = Engine.configDirectory(environment).resolve("config.json");
    }

    /** The credentials of a registry, if there are any. */
    Optional<AuthConfig> of(String registry) {
        ObjectNode config = read();
        Optional<String> helper = helper(config, registry);
        return helper.isPresent() ? ask(helper.get(), registry) : stored(config, registry);
    }

    private static Optional<AuthConfig> stored(ObjectNode config, String registry) {
        JsonNode entry = config.path("auths").path(registry);
        if (entry.hasNonNull("identitytoken")) {
            return Optional.of(new AuthConfig()
                    .withRegistryAddress(registry)
                    .withIdentityToken(entry.path("identitytoken").asText()));
        }
        String pair = decoded(entry.path("auth").asText(""));
        int colon = pair.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(auth(registry, pair.substring(0, colon), pair.substring(colon + 1)));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static AuthConfig auth(String registry, String user, String password) {
        AuthConfig auth = new AuthConfig().withRegistryAddress(registry);
        return user.equals(TOKEN_USER)
                ? auth.withIdentityToken(password)
                : auth.withUsername(user).withPassword(password);
    }

    private static Optional<String> helper(ObjectNode config, String registry) {
        String own = config.path("credHelpers").path(registry).asText("");
        String store = config.path("credsStore").asText("");
        return Optional.of(own.isEmpty() ? store : own)
                .filter(name -> !name.isEmpty())
                .map(name -> "docker-credential-" + name);
    }

    private Optional<AuthConfig> ask(String helper, String registry) {
        HostProgram.Result answer = new HostProgram(environment).run(List.of(helper, "get"), registry);
        if (answer.exit() != 0) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(answer.out());
            return Optional.of(auth(
                    registry,
                    json.path("Username").asText(""),
                    json.path("Secret").asText("")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Keeps credentials that the registry has accepted. */
    void keep(String registry, String user, Secret password) {
        ObjectNode config = read();
        Optional<String> helper = helper(config, registry);
        if (helper.isPresent()) {
            tell(helper.get(), registry, user, password);
            return;
        }
        String pair = user + ":" + password.reveal();
        config.withObjectProperty("auths")
                .withObjectProperty(registry)
                .put("auth", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        write(config);
    }

    private void tell(String helper, String registry, String user, Secret password) {
        String input = JSON.createObjectNode()
                .put("ServerURL", registry)
                .put("Username", user)
                .put("Secret", password.reveal())
                .toString();
        if (new HostProgram(environment).run(List.of(helper, "store"), input).exit() != 0) {
            throw new PlatformException(
                    helper + " did not keep the credentials",
                    "Look whether it works, or take it out of " + file + ".",
                    null);
        }
    }

    private ObjectNode read() {
        try {
            if (Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode config) {
                return config;
            }
            return JSON.createObjectNode();
        } catch (IOException e) {
            throw new PlatformException(
                    file + " cannot be read", "Mend it, or name another directory by DOCKER_CONFIG.", null);
        }
    }

    /** Only the user may read it, and it is never seen half. */
    private void write(ObjectNode config) {
        try {
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            // A temporary file is the user's alone from its start.
            Path part = Files.createTempFile(directory, ".config", ".json");
            Files.writeString(part, config.toPrettyString());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PlatformException(
                    file + " cannot be written: " + e,
                    "Make it writable, or name another directory by DOCKER_CONFIG.",
                    e);
        }
    }
}
