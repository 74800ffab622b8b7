package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;
import org.nrnwheel.net.Connections;
import org.nrnwheel.net.Origin;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.net.Trust;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Requests to one index. No redirect of an upload is followed; those of pages are, but credentials go to one origin only. What stands
 * still for too long ends with an error. When closed, what is still being sent ends too. Safe for use by several threads.
 */
final class Http implements AutoCloseable {
    private static final int MOST_TEXT = 16 << 20;
    private static final int MOST_REDIRECTS = 5;
    private static final int PART = 1 << 16;

    private final Connections connections;
    private final StallWatch watch;

    /** Trusts a file of certificates too, and those that the environment names. */
    Http(Environment environment, Optional<Path> certificates, Duration patience) {
        this.connections =
                new Connections(() -> trust(environment, certificates), new Proxies(environment), patience, patience);
        this.watch = new StallWatch(patience);
    }

    private static SSLContext trust(Environment environment, Optional<Path> certificates) {
        List<Path> further = Stream.concat(
                        certificates.stream(),
                        environment.variable("TWINE_CERT").stream().map(Path::of))
                .toList();
        try {
            return Trust.context(environment, further);
        } catch (NoSuchFileException e) {
            throw new InvalidRequestException(
                    "there is no file of certificates " + e.getMessage(), "Give a file of certificates in PEM form.");
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidRequestException(
                    "the certificates cannot be used: " + e.getMessage(), "Give a file of certificates in PEM form.");
        }
    }

    /** Finds out before anything is sent that a certificate's file is wrong, if one is needed for a URL. */
    Http checkedFor(URI url) {
        if (Origin.of(url).scheme().equals("https")) {
            connections.prepare();
        }
        return this;
    }

    /** Sends a form; the consumer hears how many bytes have gone. */
    Answer post(URI url, Optional<String> authorization, MultipartBody body, LongConsumer progress) throws IOException {
        HttpURLConnection connection = post(url, authorization, body.contentType(), body.size());
        send(connection, body, progress);
        return text(connection);
    }

    /** Sends a small document. */
    Answer post(URI url, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection = post(url, Optional.empty(), "application/json", bytes.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return text(connection);
    }

    private HttpURLConnection post(URI url, Optional<String> authorization, String type, long size) throws IOException {
        HttpURLConnection connection = open(url, authorization);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", type);
        connection.setFixedLengthStreamingMode(size);
        return connection;
    }

    private void send(HttpURLConnection connection, MultipartBody body, LongConsumer progress) throws IOException {
        try (OutputStream out = connection.getOutputStream();
                StallWatch.Sending sending = watch.watch(connection::disconnect)) {
            try {
                body.writeTo(out, sent -> {
                    sending.moved();
                    progress.accept(sent);
                });
            } catch (IOException e) {
                throw sending.ended() ? new SocketTimeoutException("the index takes nothing") : e;
            }
        }
    }

    /** Gets a page. */
    Answer get(URI url, Optional<String> authorization, String accept) throws IOException {
        return text(follow(url, authorization, accept));
    }

    /** Gets a file; the consumer takes the bytes of a good answer. */
    Answer download(URI url, Optional<String> authorization, Consumer<ByteBuffer> sink) throws IOException {
        HttpURLConnection connection = follow(url, authorization, "*/*");
        Answer answer = Answer.of(connection);
        if (!answer.good()) {
            return text(connection);
        }
        byte[] part = new byte[PART];
        try (InputStream in = connection.getInputStream()) {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                sink.accept(ByteBuffer.wrap(part, 0, n));
            }
        }
        return answer;
    }

    private HttpURLConnection follow(URI first, Optional<String> authorization, String accept) throws IOException {
        URI url = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            boolean own = Origin.of(first).equals(Origin.of(url));
            HttpURLConnection connection = open(url, own ? authorization : Optional.empty());
            connection.setRequestProperty("Accept", accept);
            Answer answer = Answer.of(connection);
            if (answer.status() / 100 != 3 || answer.location().isEmpty()) {
                return connection;
            }
            body(connection).close();
            url = url.resolve(answer.location().get());
            if (!Repository.isSafe(url)) {
                throw new IOException(first + " redirects to " + url.getScheme() + "://" + url.getHost()
                        + ", where what is read could be changed on the way");
            }
        }
        throw new IOException(first + " redirects in circles");
    }

    private HttpURLConnection open(URI url, Optional<String> authorization) throws IOException {
        HttpURLConnection connection = connections.open(url);
        authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
        return connection;
    }

    /** A hostile answer has no end, and so is ended. */
    private static Answer text(HttpURLConnection connection) throws IOException {
        Answer answer = Answer.of(connection);
        try (InputStream in = body(connection)) {
            return answer.withText(new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8));
        }
    }

    private static InputStream body(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
            return connection.getInputStream();
        }
        @Nullable InputStream error = connection.getErrorStream();
        return error == null ? InputStream.nullInputStream() : error;
    }

    @Override
    public void close() {
        watch.close();
    }
}
