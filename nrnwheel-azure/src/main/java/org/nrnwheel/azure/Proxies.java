package org.nrnwheel.azure;

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

/** Which proxy a request takes, by the variables that all command line programs read. */
final class Proxies extends ProxySelector {
    private static final int PORT = 80;

    private final Environment environment;

    Proxies(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (Server.isLoopback(host) || excluded(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(variable(uri.getScheme() + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(Proxies::proxy)
                .orElse(Proxy.NO_PROXY));
    }

    private static Proxy proxy(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        int port = uri.getPort() < 0 ? PORT : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), port));
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

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException error) {
        // The request fails with this error itself.
    }
}
