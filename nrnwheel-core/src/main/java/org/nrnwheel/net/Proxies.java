package org.nrnwheel.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;

/** Which proxy a request takes, by the variables that all command line programs read. Immutable. */
public final class Proxies {
    private final Environment environment;

    /** Reads them from an environment. */
    public Proxies(Environment environment) {
        this.environment = environment;
    }

    /** Returns the proxy of a request, or none. */
    public Proxy of(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (isLoopback(host) || excluded(host)) {
            return Proxy.NO_PROXY;
        }
        return variable(uri.getScheme() + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(Proxies::proxy)
                .orElse(Proxy.NO_PROXY);
    }

    /** Returns the same for the JDK's HTTP client, which wants addresses that are resolved. */
    public ProxySelector selector() {
        return new Selector(this);
    }

    private static Proxy proxy(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    private boolean excluded(String host) {
        return variable("no_proxy").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    private Optional<String> variable(String name) {
        return environment.variable(name).or(() -> environment.variable(name.toUpperCase(Locale.ROOT)));
    }

    /** Says whether a host, as a URI has it, is this machine. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d+){3}") || host.equals("[::1]");
    }

    private static final class Selector extends ProxySelector {
        private final Proxies proxies;

        Selector(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI uri) {
            Proxy proxy = proxies.of(uri);
            return proxy.address() instanceof InetSocketAddress address
                    ? List.of(
                            new Proxy(proxy.type(), new InetSocketAddress(address.getHostString(), address.getPort())))
                    : List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException error) {
            // The request fails with this error itself.
        }
    }
}
