package org.nrnwheel.tests;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a registry and breaks every connection once so many bytes have passed, in either direction. */
final class DroppingProxy implements Closeable {
    private final ServerSocket socket;
    private final int target;
    private final AtomicLong passed = new AtomicLong();
    private volatile long most = Long.MAX_VALUE;

    DroppingProxy(int target) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        thread(this::accept);
    }

    String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Counts anew, and breaks connections after so many bytes. */
    void breakAfter(long bytes) {
        passed.set(0);
        most = bytes;
    }

    void heal() {
        breakAfter(Long.MAX_VALUE);
    }

    long passed() {
        return passed.get();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "dropping-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                thread(() -> copy(client, server));
                thread(() -> copy(server, client));
            } catch (IOException e) {
                // The socket was closed, or a client went away.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0 && passed.addAndGet(n) <= most; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side is gone, which ends the other.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
