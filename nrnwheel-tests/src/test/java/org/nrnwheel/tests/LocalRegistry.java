package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Debian's real registry of images on this machine, with a user and a password. */
final class LocalRegistry implements AutoCloseable {
    static final String USER = "ci";
    static final String PASSWORD = "s3cret-of-the-registry";

    private final Process process;
    private final int port;

    private LocalRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static LocalRegistry start(Path directory) throws IOException, InterruptedException {
        return start(directory, PASSWORD);
    }

    /** Starts one with TLS. */
    static LocalRegistry start(Path directory, Path certificate, Path key) throws IOException, InterruptedException {
        return start(directory, PASSWORD, ", tls: {certificate: %s, key: %s}".formatted(certificate, key));
    }

    static LocalRegistry start(Path directory, String password) throws IOException, InterruptedException {
        return start(directory, password, "");
    }

    private static LocalRegistry start(Path directory, String password, String tls)
            throws IOException, InterruptedException {
        int port = freePort();
        Processes.Result made = Processes.run(directory, Map.of(), List.of("htpasswd", "-nbB", USER, password));
        assertThat(made.exit()).describedAs(made.output()).isZero();
        Path users =
                Files.writeString(directory.resolve("htpasswd"), made.output().strip() + "\n");
        Path configuration = Files.writeString(
                directory.resolve("registry.yml"), """
                version: 0.1
                log: {level: warn}
                storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:%d"%s}
                auth: {htpasswd: {realm: ci, path: %s}}
                """.formatted(directory.resolve("data"), port, tls, users));
        File log = directory.resolve("registry.log").toFile();
        Process process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        awaitAnswer(process, port, log.toPath());
        return new LocalRegistry(process, port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits for a server of ours. */
    static void awaitAnswer(Process process, int port, Path log) throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("the server did not start: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
