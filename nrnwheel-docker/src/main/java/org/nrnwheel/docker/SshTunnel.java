package org.nrnwheel.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.shell.ShellQuote;

/**
 * A socket of ours, in a private directory, whose connections the user's own ssh carries to an engine elsewhere, as Docker's client
 * does: each runs {@code docker system dial-stdio} there. Safe for use by several threads; to be closed.
 */
final class SshTunnel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");
    private static final int MESSAGE = 2000;
    private static final int BUFFER = 1 << 16;

    private final List<String> argv;
    private final Environment environment;
    private final Path directory;
    private final ServerSocketChannel server;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> said = new AtomicReference<>("");
    private volatile boolean closed;

    private SshTunnel(List<String> argv, Environment environment, Path directory, ServerSocketChannel server) {
        this.argv = argv;
        this.environment = environment;
        this.directory = directory;
        this.server = server;
    }

    /**
     * Opens the socket; ssh is started by the first connection.
     *
     * @param address {@code ssh://[user@]host[:port][/socket]}
     * @throws PlatformException when it is no such address, or there is no room for the socket
     */
    static SshTunnel open(URI address, Environment environment) {
        List<String> argv = argv(address);
        try {
            Path directory = Files.createTempDirectory(environment.temporaryDirectory(), "nrnwheel-ssh");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            SshTunnel tunnel = new SshTunnel(argv, environment, directory, server);
            tunnel.listen();
            return tunnel;
        } catch (IOException e) {
            throw new PlatformException(
                    "no socket for ssh can be made: " + e.getMessage(), "Set TMPDIR to a short path with room.", e);
        }
    }

    private void listen() throws IOException {
        try {
            server.bind(UnixDomainSocketAddress.of(directory.resolve("engine.sock")));
        } catch (IOException e) {
            close();
            throw e;
        }
        thread("accept", this::accept);
    }

    static List<String> argv(URI address) {
        String host = address.getHost();
        if (host == null || address.getQuery() != null || address.getFragment() != null) {
            throw new PlatformException(
                    "not an engine's address: " + address, "Write ssh://USER@HOST or ssh://USER@HOST:PORT.", null);
        }
        List<String> argv = new ArrayList<>(List.of("ssh", "-o", "ConnectTimeout=10", "-T"));
        if (address.getUserInfo() != null) {
            argv.addAll(List.of("-l", address.getUserInfo()));
        }
        if (address.getPort() >= 0) {
            argv.addAll(List.of("-p", Integer.toString(address.getPort())));
        }
        argv.addAll(List.of("--", host.replaceAll("[\\[\\]]", ""), "docker"));
        String socket = Objects.requireNonNullElse(address.getPath(), "");
        if (socket.length() > 1) {
            // the other side's shell reads the words
            argv.addAll(List.of("--host", ShellQuote.quoted("unix://" + socket)));
        }
        argv.addAll(List.of("system", "dial-stdio"));
        return argv;
    }

    URI address() {
        return URI.create("unix://" + directory.resolve("engine.sock").toAbsolutePath());
    }

    /** What ssh said last. */
    Optional<String> said() {
        return Optional.ofNullable(said.get()).filter(text -> !text.isEmpty());
    }

    private void thread(String role, Runnable work) {
        Thread thread = new Thread(work, "nrnwheel-ssh-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                thread("connection", () -> carry(connection));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no more connections by ssh", e);
        }
    }

    private void carry(SocketChannel connection) {
        try (connection) {
            Process process = new HostProgram(environment).start(argv);
            processes.add(process);
            try {
                if (!closed) {
                    thread("errors", () -> hear(process));
                    thread("requests", () -> send(connection, process));
                    answer(process, connection);
                }
            } finally {
                process.destroy();
                processes.remove(process);
            }
        } catch (IOException e) {
            said.compareAndSet("", String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.DEBUG, "a connection by ssh ended", e);
        }
    }

    // Channels' streams would lock each other out: one channel's stream cannot write while the other waits to read.

    private static void answer(Process process, SocketChannel connection) throws IOException {
        try (InputStream from = process.getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    connection.write(bytes);
                }
            }
        }
    }

    private static void send(SocketChannel connection, Process process) {
        try (OutputStream to = process.getOutputStream()) {
            ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
            while (connection.read(bytes) >= 0) {
                to.write(bytes.array(), 0, bytes.position());
                to.flush();
                bytes.clear();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "requests by ssh ended", e);
        }
    }

    private void hear(Process process) {
        try (InputStream errors = process.getErrorStream()) {
            String text = new String(errors.readNBytes(MESSAGE), StandardCharsets.UTF_8).strip();
            if (!text.isEmpty() && !closed) {
                said.set(text);
            }
            errors.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "ssh's messages ended", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            processes.forEach(Process::destroy);
            Files.deleteIfExists(directory.resolve("engine.sock"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the socket for ssh stays: " + directory, e);
        }
    }
}
