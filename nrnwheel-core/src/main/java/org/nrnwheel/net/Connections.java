package org.nrnwheel.net;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections on {@link HttpURLConnection}, whose read timeout also ends a body that stands still, and which sends large bodies
 * at a quarter of the cost of the newer client: that one hands each part from thread to thread. No redirect is followed, nothing is
 * taken from a cache. Safe for use by several threads.
 */
public final class Connections {
    private static final String AGENT = "nrnwheel";

    private final SSLSocketFactory sockets;
    private final Proxies proxies;
    private final Duration connect;
    private final Duration read;

    /**
     * Says how connections are made.
     *
     * @param trust which certificates are trusted
     * @param proxies which proxy a request takes
     * @param connect how long a server may take to answer the first packet
     * @param read how long nothing may come while something is awaited
     */
    public Connections(SSLContext trust, Proxies proxies, Duration connect, Duration read) {
        this.sockets = new LingeringSockets(trust.getSocketFactory());
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
            secure.setSSLSocketFactory(sockets);
        }
        connection.setConnectTimeout((int) connect.toMillis());
        connection.setReadTimeout((int) read.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", AGENT);
        return connection;
    }
}
