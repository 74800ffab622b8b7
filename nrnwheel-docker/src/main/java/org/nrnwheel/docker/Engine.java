package org.nrnwheel.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.PlatformException;

/** A connection to an engine. Safe for use by several threads; to be closed. */
final class Engine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";

    private final URI address;
    private final DockerClient client;

    private Engine(URI address, DockerClient client) {
        this.address = address;
        this.client = client;
    }

    /** Prepares a connection; nothing is sent yet. */
    static Engine connect(Environment environment) {
        return connect(config(environment, builder -> builder), Optional.empty());
    }

    /** Prepares a connection whose calls end within seconds. */
    static Engine connectQuickly(Environment environment) {
        return connect(config(environment, builder -> builder), Optional.of(QUICK));
    }

    /** Prepares a connection that asks a registry whether it accepts these credentials. */
    static Engine connectForLogin(Environment environment, AuthConfig auth) {
        return connect(
                config(
                        environment,
                        builder -> builder.withRegistryUrl(auth.getRegistryAddress())
                                .withRegistryUsername(auth.getUsername())
                                .withRegistryPassword(auth.getPassword())),
                Optional.empty());
    }

    private static Engine connect(DockerClientConfig config, Optional<Duration> answer) {
        URI address = config.getDockerHost();
        refuseUnusable(address);
        ZerodepDockerHttpClient.Builder http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(address)
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(answer.orElse(CONNECT));
        answer.ifPresent(http::responseTimeout);
        return new Engine(address, DockerClientImpl.getInstance(config, http.build()));
    }

    private static void refuseUnusable(URI address) {
        String scheme = Objects.requireNonNullElse(address.getScheme(), "");
        if (scheme.equals("ssh")) {
            throw new PlatformException(
                    "engines by ssh (" + address + ") are not reached directly",
                    "Forward the socket, ssh -N -L /tmp/docker.sock:/var/run/docker.sock HOST, and set"
                            + " DOCKER_HOST=unix:///tmp/docker.sock.",
                    null);
        }
        if (scheme.equals("unix") && !Files.exists(Path.of(address.getPath()))) {
            throw new PlatformException(
                    "no container engine here: there is no " + address.getPath(),
                    "Start Docker Engine or Podman's service, or set DOCKER_HOST.",
                    null);
        }
    }

    private static DockerClientConfig config(
            Environment environment, UnaryOperator<DefaultDockerClientConfig.Builder> more) {
        DockerClientConfig config = more.apply(builder(environment)).build();
        boolean usual = config.getDockerHost().toString().endsWith(DOCKER_SOCKET);
        if (usual && environment.variable("DOCKER_HOST").isEmpty() && !Files.exists(Path.of(DOCKER_SOCKET))) {
            Optional<String> other = otherSocket(environment);
            if (other.isPresent()) {
                return more.apply(builder(environment))
                        .withDockerHost("unix://" + other.get())
                        .build();
            }
        }
        return config;
    }

    private static DefaultDockerClientConfig.Builder builder(Environment environment) {
        DefaultDockerClientConfig.Builder builder = new DefaultDockerClientConfig.Builder();
        builder.withDockerConfig(configDirectory(environment).toString());
        environment.variable("DOCKER_HOST").ifPresent(builder::withDockerHost);
        environment.variable("DOCKER_CONTEXT").ifPresent(builder::withDockerContext);
        environment.variable("DOCKER_TLS_VERIFY").ifPresent(builder::withDockerTlsVerify);
        environment.variable("DOCKER_CERT_PATH").ifPresent(builder::withDockerCertPath);
        return builder;
    }

    static Path configDirectory(Environment environment) {
        return environment
                .variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".docker"));
    }

    /** Rootless Docker's and Podman's sockets. */
    private static Optional<String> otherSocket(Environment environment) {
        Stream<String> own = environment.variable("XDG_RUNTIME_DIR").stream()
                .flatMap(runtime -> Stream.of(runtime + "/docker.sock", runtime + "/podman/podman.sock"));
        return Stream.concat(own, Stream.of("/run/podman/podman.sock"))
                .filter(path -> Files.exists(Path.of(path)))
                .findFirst();
    }

    DockerClient client() {
        return client;
    }

    /**
     * Asks whether the engine is there.
     *
     * @throws PlatformException when it does not say so within seconds
     */
    void ping() {
        FutureTask<Void> asking = new FutureTask<>(
                () -> call("reach the container engine", () -> client.pingCmd().exec()));
        // The client's own time limits do not hold on a local socket that nobody answers.
        Thread thread = new Thread(asking, "nrnwheel-ping");
        thread.setDaemon(true);
        thread.start();
        try {
            asking.get(QUICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw silent(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PlatformException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(e);
        }
    }

    private PlatformException silent(Throwable cause) {
        return new PlatformException(
                "the engine at " + address + " does not answer",
                "Look whether it runs and whether you may use it (docker info), or set DOCKER_HOST.",
                cause);
    }

    /**
     * Calls the engine.
     *
     * @param what what for, after "cannot"
     * @throws PlatformException when it refuses or does not answer
     */
    <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (DockerException e) {
            throw new PlatformException(
                    "cannot " + what + ": " + Messages.of(e), "Read what the engine at " + address + " says.", e);
        } catch (RuntimeException e) {
            // docker-java wraps what the connection throws in plain RuntimeExceptions.
            throw new PlatformException(
                    "cannot " + what + ": the engine at " + address + " does not answer: " + Messages.of(e),
                    "Look whether it runs and whether you may use it (docker info), or set DOCKER_HOST.",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection to the engine did not close well", e);
        }
    }
}
