package org.nrnwheel.rootfs;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's docker-registry on this machine, with one user; images are pushed to one without TLS. */
final class LocalRegistry implements Closeable {
    static final String USER = "ci";
    static final String PASSWORD = "s3cret-of-ci";

    private final Process process;
    private final int port;

    private LocalRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one; several may share a directory. */
    static LocalRegistry start(Path directory) throws IOException, InterruptedException {
        return start(directory, "");
    }

    /** Starts one with TLS. */
    static LocalRegistry start(Path directory, Path certificate, Path key) throws IOException, InterruptedException {
        return start(directory, "\n  tls: {certificate: %s, key: %s}".formatted(certificate, key));
    }

    private static LocalRegistry start(Path directory, String tls) throws IOException, InterruptedException {
        Path users = directory.resolve("htpasswd");
        if (!Files.exists(users)) {
            Files.writeString(users, output("htpasswd", "-nbB", USER, PASSWORD));
        }
        int port = freePort();
        Path configuration = Files.writeString(directory.resolve("config-" + port + ".yml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http:
                  addr: 127.0.0.1:%d%s
                auth: {htpasswd: {realm: ci, path: %s}}
                """.formatted(
                        directory.resolve("data"), port, tls, users));
        Process process = started(List.of("docker-registry", "serve", configuration.toString()), directory);
        LocalRegistry registry = new LocalRegistry(process, port);
        registry.waitUntilUp();
        return registry;
    }

    private static Process started(List<String> argv, Path directory) throws IOException {
        try {
            return new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("registry.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no " + argv.get(0) + " here: scripts/install-prerequisites tests installs it", e);
        }
    }

    static String output(String... argv) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no " + argv[0] + " here: scripts/install-prerequisites tests installs it", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(List.of(argv) + ": " + output);
        }
        return output;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void waitUntilUp() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("the registry ended with " + process.exitValue(), e);
                }
                Thread.sleep(100);
            }
        }
        throw new IOException("the registry does not answer");
    }

    int port() {
        return port;
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    /** Pushes an image and returns its manifest's digest. */
    Sha256 push(String repository, String tag, TestArchive image) throws IOException {
        image.oci();
        String index = new String(image.member("index.json"), StandardCharsets.UTF_8);
        Sha256 manifest = Sha256.parse("sha256:" + index.replaceFirst("(?s).*sha256:([0-9a-f]{64}).*", "$1"));
        String base = "http://" + host() + "/v2/" + repository;
        for (String name : image.names()) {
            if (name.startsWith("blobs/") && !name.endsWith(manifest.hex())) {
                byte[] blob = image.member(name);
                String location = send("POST", base + "/blobs/uploads/", "application/octet-stream", new byte[0]);
                send(
                        "PUT",
                        location + (location.contains("?") ? "&" : "?") + "digest=" + Sha256.of(blob),
                        "application/octet-stream",
                        blob);
            }
        }
        send(
                "PUT",
                base + "/manifests/" + tag,
                "application/vnd.oci.image.manifest.v1+json",
                image.member("blobs/sha256/" + manifest.hex()));
        return manifest;
    }

    private static String send(String method, String uri, String type, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(uri).toURL().openConnection();
        String login = USER + ":" + PASSWORD;
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        connection.setRequestProperty("Content-Type", type);
        connection.setRequestMethod(method);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException(method + " " + uri + ": " + connection.getResponseCode() + " "
                    + new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        String location = connection.getHeaderField("Location");
        return location == null ? "" : location;
    }

    /** Returns the file in which the registry keeps a blob. */
    static Path stored(Path directory, Sha256 digest) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            return files.filter(file -> file.endsWith(digest.hex() + "/data"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
