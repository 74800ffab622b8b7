package org.nrnwheel.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP port of this machine behind which the engine's socket is, as another machine's engine would be. */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    private Relay(ServerSocket server) {
        this.server = server;
    }

    static Relay start() throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        thread(relay::accept);
        return relay;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections there were since this was last asked. */
    int connections() {
        return connections.getAndSet(0);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                connections.incrementAndGet();
                SocketChannel far = SocketChannel.open(UnixDomainSocketAddress.of("/var/run/docker.sock"));
                InputStream requests = near.getInputStream();
                OutputStream answers = near.getOutputStream();
                thread(() -> send(requests, far));
                thread(() -> answer(far, answers, near));
            } catch (IOException e) {
                // The next one is waited for, or the relay is closed.
            }
        }
    }

    private static void send(InputStream from, SocketChannel to) {
        byte[] buffer = new byte[BUFFER];
        try (to) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
        } catch (IOException e) {
            // One side went.
        }
    }

    private static void answer(SocketChannel from, OutputStream to, Socket end) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        try (end) {
            while (from.read(bytes) >= 0) {
                to.write(bytes.array(), 0, bytes.position());
                bytes.clear();
            }
        } catch (IOException e) {
            // One side went.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
