package org.nrnwheel.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.DockerConfigFile;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.ImageArchitecture;
import org.nrnwheel.tag.Architecture;

/** A connection to an engine. Safe for use by several threads; to be closed. */
final class Engine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final Duration BY_SSH = Duration.ofSeconds(15);
    private static final Set<String> LOCAL = Set.of("unix", "npipe");
    private static final Set<String> REMOTE = Set.of("tcp", "ssh");
    private static final String DEFAULT_CONTEXT = "default";
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";

    private final URI address;
    private final DockerClient client;
    private final Optional<SshTunnel> tunnel;

    private Engine(URI address, DockerClient client, Optional<SshTunnel> tunnel) {
        this.address = address;
        this.client = client;
        this.tunnel = tunnel;
    }

    /** Prepares a connection; nothing is sent yet. */
    static Engine connect(Environment environment) {
        return connect(environment, config(environment, builder -> builder), Optional.empty());
    }

    /** Prepares a connection whose calls end within seconds. */
    static Engine connectQuickly(Environment environment) {
        return connect(environment, config(environment, builder -> builder), Optional.of(QUICK));
    }

    /** Prepares a connection that asks a registry whether it accepts these credentials. */
    static Engine connectForLogin(Environment environment, AuthConfig auth) {
        return connect(
                environment,
                config(
                        environment,
                        builder -> builder.withRegistryUrl(auth.getRegistryAddress())
                                .withRegistryUsername(auth.getUsername())
                                .withRegistryPassword(auth.getPassword())),
                Optional.empty());
    }

    private static Engine connect(Environment environment, DockerClientConfig config, Optional<Duration> answer) {
        URI address = config.getDockerHost();
        refuseUnusable(address);
        Optional<SshTunnel> tunnel =
                ssh(address) ? Optional.of(SshTunnel.open(address, environment)) : Optional.empty();
        ZerodepDockerHttpClient.Builder http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(tunnel.map(SshTunnel::address).orElse(address))
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(answer.orElse(CONNECT));
        answer.map(time -> patience(address)).ifPresent(http::responseTimeout);
        return new Engine(address, DockerClientImpl.getInstance(config, new PlainHttpClient(http.build())), tunnel);
    }

    private static boolean ssh(URI address) {
        return "ssh".equals(address.getScheme());
    }

    /** How long an engine may take to say that it is there. */
    private static Duration patience(URI address) {
        return ssh(address) ? BY_SSH : QUICK;
    }

    private static void refuseUnusable(URI address) {
        if ("unix".equals(address.getScheme()) && !Files.exists(Path.of(address.getPath()))) {
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
        Optional<String> host = environment.variable("DOCKER_HOST");
        host.map(Engine::address).ifPresent(builder::withDockerHost);
        // As for Docker's client, DOCKER_HOST wins; else the context's certificates would be used for it.
        builder.withDockerContext(host.isPresent() ? DEFAULT_CONTEXT : context(environment));
        environment.variable("DOCKER_TLS_VERIFY").ifPresent(builder::withDockerTlsVerify);
        environment.variable("DOCKER_CERT_PATH").ifPresent(builder::withDockerCertPath);
        return builder;
    }

    /** Refuses what docker-java would end at without a word of DOCKER_HOST. */
    private static String address(String text) {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme());
            boolean local = LOCAL.contains(scheme) && address.getPath() != null;
            boolean remote = REMOTE.contains(scheme) && address.getHost() != null;
            if (local || remote) {
                return text;
            }
            throw noAddress(text, null);
        } catch (URISyntaxException e) {
            throw noAddress(text, e);
        }
    }

    private static PlatformException noAddress(String text, @Nullable Throwable cause) {
        return new PlatformException(
                "DOCKER_HOST is not an engine's address: " + text,
                "Write unix:///SOCKET, tcp://HOST:PORT or ssh://USER@HOST.",
                cause);
    }

    /** The context's name; docker-java would take one that is not there for the default one, another engine. */
    private static String context(Environment environment) {
        Path directory = configDirectory(environment);
        String name = environment
                .variable("DOCKER_CONTEXT")
                .or(() -> current(directory))
                .orElse(DEFAULT_CONTEXT);
        Path meta = directory.resolve("contexts/meta").resolve(sha256(name)).resolve("meta.json");
        if (!name.equals(DEFAULT_CONTEXT) && !Files.exists(meta)) {
            throw new PlatformException(
                    "there is no Docker context '" + name + "' in " + directory,
                    "Take one that docker context ls lists, or set DOCKER_HOST.",
                    null);
        }
        return name;
    }

    private static Optional<String> current(Path directory) {
        try {
            return Optional.ofNullable(
                    DockerConfigFile.loadConfig(DockerClientConfig.getDefaultObjectMapper(), directory.toString())
                            .getCurrentContext());
        } catch (IOException e) {
            throw new PlatformException(
                    "Docker's configuration in " + directory + " cannot be read: " + e.getMessage(),
                    "Mend config.json there, or set DOCKER_CONFIG.",
                    e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
            asking.get(patience(address).toMillis(), TimeUnit.MILLISECONDS);
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
                "the engine at " + address + " does not answer" + said(),
                "Look whether it runs and whether you may use it (docker info), or set DOCKER_HOST.",
                cause);
    }

    /** Asks for the CPU of its machine. */
    Optional<Architecture> architecture() {
        return Optional.ofNullable(call(
                        "ask the engine for its version",
                        () -> client.versionCmd().exec().getArch()))
                .flatMap(ImageArchitecture::find);
    }

    /** Asks for the memory of its machine, in bytes; 0 when it does not say. */
    long memory() {
        return Optional.ofNullable(info().getMemTotal()).orElse(0L);
    }

    /** Asks what it has. */
    Info info() {
        return call("ask the engine what it has", () -> client.infoCmd().exec());
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
                    "cannot " + what + ": the engine at " + address + " does not answer: " + Messages.of(e) + said(),
                    "Look whether it runs and whether you may use it (docker info), or set DOCKER_HOST.",
                    e);
        }
    }

    private String said() {
        return tunnel.flatMap(SshTunnel::said)
                .map(text -> "; ssh says: " + text)
                .orElse("");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection to the engine did not close well", e);
        } finally {
            tunnel.ifPresent(SshTunnel::close);
        }
    }
}
