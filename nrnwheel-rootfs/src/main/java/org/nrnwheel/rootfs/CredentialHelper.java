package org.nrnwheel.rootfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** Asks {@code docker-credential-NAME get} for a login: it reads a registry's name and prints JSON. */
final class CredentialHelper {
    private static final long LIMIT_SECONDS = 30;
    private static final int MOST_BYTES = 1 << 16;

    private final Environment environment;
    private final String program;

    CredentialHelper(Environment environment, String name) {
        this.environment = environment;
        this.program = "docker-credential-" + name;
    }

    /** Returns the login, or nothing when the helper has none. */
    Optional<Login> login(String registry) {
        Path file = environment.path().stream()
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> failed("is not on PATH", null));
        try {
            return ask(file, registry);
        } catch (IOException e) {
            throw failed("cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", e);
        }
    }

    private Optional<Login> ask(Path file, String registry) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(file.toString(), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        Process process = builder.start();
        // One that does not end by itself is ended, which ends the reading too; of one that ended there is still its
        // answer to read.
        CompletableFuture<Process> end = process.onExit()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((done, late) -> {
                    if (late != null) {
                        process.destroy();
                    }
                });
        try {
            tell(process, registry);
            byte[] answer = process.getInputStream().readNBytes(MOST_BYTES);
            return process.waitFor() == 0 ? read(answer) : Optional.empty();
        } finally {
            end.cancel(true);
            process.destroyForcibly();
        }
    }

    /** A helper may end without reading: its answer says all the same what it knows. */
    private static void tell(Process process, String registry) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((registry + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended.
        }
    }

    private Optional<Login> read(byte[] answer) {
        JsonReader json = Json.read(new String(answer, StandardCharsets.UTF_8), program);
        String user = json.optionalString("Username").orElse("");
        String secret = json.optionalString("Secret").orElse("");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(user.equals("<token>") ? Login.ofToken(secret) : Login.of(user, secret));
    }

    private ImageRootException failed(String problem, @Nullable Throwable cause) {
        return new ImageRootException(
                program + ", which Docker's config.json names, " + problem,
                "Install it, or give the login by --user and --password-env.",
                cause);
    }
}
