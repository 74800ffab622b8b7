package org.nrnwheel.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** pypiserver on 127.0.0.1, which asks for a password before it shows anything. */
final class IndexServer implements AutoCloseable {
    static final String USER = "ci";
    /** What a test needs installed; passlib reads the file of passwords. */
    static final String[] PACKAGES = {"pypiserver[passlib]", "wheel"};

    private final Process process;
    private final int port;
    private final String password;

    private IndexServer(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    static IndexServer start(PythonTools tools, Path packages, Path scratch, String password)
            throws IOException, InterruptedException {
        Path passwords = scratch.resolve("htpasswd");
        tools.run(
                scratch,
                "python",
                "-c",
                "import sys; from passlib.apache import HtpasswdFile as F; f = F(sys.argv[1], new=True);"
                        + " f.set_password(sys.argv[2], open(sys.argv[3]).read()); f.save()",
                passwords.toString(),
                USER,
                Files.writeString(scratch.resolve("password"), password).toString());
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        tools.program("pypi-server"),
                        "run",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-P",
                        passwords.toString(),
                        "-a",
                        "download,list,update",
                        "--disable-fallback",
                        packages.toString()))
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("server.log").toFile())
                .start();
        IndexServer server = new IndexServer(process, port, password);
        server.awaitStart();
        return server;
    }

    /** The URL with the user's name and password, or another password. */
    String url(String word) {
        return "http://" + USER + ":" + word.replace("@", "%40") + "@127.0.0.1:" + port + "/simple";
    }

    String url() {
        return url(password);
    }

    int port() {
        return port;
    }

    private void awaitStart() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || Instant.now().isAfter(end)) {
                    process.destroy();
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
