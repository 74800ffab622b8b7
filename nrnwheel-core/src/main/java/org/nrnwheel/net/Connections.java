package org.nrnwheel.net;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections on {@link HttpURLConnection}, whose read timeout also ends a body that stands still, and which sends large bodies
 * at a quarter of the cost of the newer client: that one hands each part from thread to thread. No redirect is followed, nothing is
 * taken from a cache. Safe for use by several threads.
 */
public final class Connections {
    private static final String AGENT = "nrnwheel";

    private final Supplier<SSLContext> trust;
    private final Proxies proxies;
    private final Duration connect;
    private final Duration read;
    private @Nullable SSLSocketFactory sockets;

    /**
     * Says how connections are made.
     *
     * @param trust says which certificates are trusted; it is asked once, before the first https connection: reading those of the JVM
     *     takes a third of a second
     * @param proxies which proxy a request takes
     * @param connect how long a server may take to answer the first packet
     * @param read how long nothing may come while something is awaited
     */
    public Connections(Supplier<SSLContext> trust, Proxies proxies, Duration connect, Duration read) {
        this.trust = trust;
        this.proxies = proxies;
        this.connect = connect;
        this.read = read;
    }

    /**
     * Prepares a request; the connection itself is made when it is sent.
     *
     * @param url an http or https URL
     * @return the request
     * @throws IOException when it is a URL of another kind
     */
    public HttpURLConnection open(URI url) throws IOException {
        URLConnection opened = url.toURL().openConnection(proxies.of(url));
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException("HTTP is not spoken at " + url.getScheme() + " URLs");
        }
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets());
        }
        connection.setConnectTimeout((int) connect.toMillis());
        connection.setReadTimeout((int) read.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", AGENT);
        return connection;
    }

    /** Asks which certificates are trusted now, so that what is wrong with them is known before anything is sent. */
    public void prepare() {
        sockets();
    }

    private synchronized SSLSocketFactory sockets() {
        if (sockets == null) {
            sockets = new LingeringSockets(trust.get().getSocketFactory());
        }
        return sockets;
    }
}
