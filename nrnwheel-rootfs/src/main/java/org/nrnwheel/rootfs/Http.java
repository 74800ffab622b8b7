package org.nrnwheel.rootfs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.net.Connections;
import org.nrnwheel.net.Proxies;

/**
 * The few requests of a registry. Redirects are not followed here. Safe for use by several threads.
 */
final class Http {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration READ = Duration.ofSeconds(60);

    private final Connections connections;

    Http(Supplier<SSLContext> trust, Proxies proxies) {
        this.connections = new Connections(trust, proxies, CONNECT, READ);
    }

    /** An answer; it must be closed. */
    static final class Answer implements Closeable {
        private final HttpURLConnection connection;
        private final int status;

        private Answer(HttpURLConnection connection) throws IOException {
            this.connection = connection;
            this.status = connection.getResponseCode();
        }

        int status() {
            return status;
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }

        /** Returns all values of a header. */
        List<String> headers(String name) {
            return connection.getHeaderFields().entrySet().stream()
                    .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
        }

        InputStream body() throws IOException {
            @Nullable InputStream error = connection.getErrorStream();
            if (error != null) {
                return error;
            }
            return status >= HttpURLConnection.HTTP_BAD_REQUEST
                    ? InputStream.nullInputStream()
                    : connection.getInputStream();
        }

        /** Reads a body that must not be larger than a number of bytes. */
        byte[] bytes(int most) throws IOException {
            byte[] bytes = body().readNBytes(most + 1);
            if (bytes.length > most) {
                throw ImageRootException.malicious("the registry's answer is larger than " + most + " bytes");
            }
            return bytes;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    Answer get(URI uri, Map<String, String> headers) throws IOException {
        return new Answer(open(uri, headers));
    }

    Answer post(URI uri, String form) throws IOException {
        HttpURLConnection connection = open(uri, Map.of("Content-Type", "application/x-www-form-urlencoded"));
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(form.getBytes(StandardCharsets.UTF_8));
        }
        return new Answer(connection);
    }

    private HttpURLConnection open(URI uri, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = connections.open(uri);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }
}
