package org.nrnwheel.tests;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS for a server of this machine that does not. */
final class TlsFront implements Closeable {
    private static final char[] PASSWORD = "only in memory".toCharArray();

    private final SSLServerSocket socket;
    private final int target;
    private final AtomicInteger clients = new AtomicInteger();

    private TlsFront(SSLServerSocket socket, int target) {
        this.socket = socket;
        this.target = target;
    }

    static TlsFront start(Path certificate, Path key, int target) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(certificate, key).getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(socket, target);
        thread(front::accept);
        return front;
    }

    private static KeyManagerFactory keys(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate read = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key(key), PASSWORD, new Certificate[] {read});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).replaceAll("-----[^-]*-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    String url() {
        return "https://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    /** How often somebody connected. */
    int clients() {
        return clients.get();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                clients.incrementAndGet();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                thread(() -> copy(client, server));
                thread(() -> copy(server, client));
            } catch (IOException e) {
                // The socket was closed, or a client went away.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone, which ends the other.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
