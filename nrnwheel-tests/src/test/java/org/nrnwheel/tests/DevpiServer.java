package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real devpi on 127.0.0.1 with the index {@code ci/dev}, to which its owner alone may upload. */
final class DevpiServer implements AutoCloseable {
    static final String[] PACKAGES = {"devpi-server==6.20.0", "devpi-client==7.3.0"};
    static final String USER = "ci";
    static final String OTHER = "other";

    private final Process process;
    private final int port;

    private DevpiServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static DevpiServer start(PythonTools tools, Path scratch, String password)
            throws IOException, InterruptedException {
        String state = scratch.resolve("devpi").toString();
        int port = LocalRegistry.freePort();
        tools.run(scratch, "devpi-init", "--serverdir", state, "--root-passwd", "root-of-devpi", "--no-root-pypi");
        Path log = scratch.resolve("devpi.log");
        Process process = new ProcessBuilder(List.of(
                        tools.program("devpi-server"),
                        "--serverdir",
                        state,
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        DevpiServer server = new DevpiServer(process, port);
        try {
            LocalRegistry.awaitAnswer(process, port, log);
            server.fill(tools, scratch, password);
            return server;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    private void fill(PythonTools tools, Path scratch, String password) throws IOException, InterruptedException {
        String state = Files.createDirectories(scratch.resolve("client")).toString();
        client(tools, scratch, "use", "--clientdir", state, "http://127.0.0.1:" + port);
        client(tools, scratch, "login", "--clientdir", state, "root", "--password=root-of-devpi");
        client(tools, scratch, "user", "--clientdir", state, "-c", USER, "password=" + password);
        client(tools, scratch, "user", "--clientdir", state, "-c", OTHER, "password=" + password);
        client(tools, scratch, "login", "--clientdir", state, USER, "--password=" + password);
        client(tools, scratch, "index", "--clientdir", state, "-c", "dev", "bases=", "volatile=False");
    }

    private static void client(PythonTools tools, Path directory, String... words)
            throws IOException, InterruptedException {
        tools.run(directory, "devpi", words);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
