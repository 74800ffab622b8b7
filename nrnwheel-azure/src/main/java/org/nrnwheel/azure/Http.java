package org.nrnwheel.azure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.net.Trust;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Requests to Azure. Those that may be repeated are, with ever longer waits, when an answer says so or none comes. The token goes to
 * the server alone, and redirects are not followed here. Safe for use by several threads.
 */
final class Http {
    static final int ATTEMPTS = 6;
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration WHOLE = Duration.ofMinutes(2);
    private static final int LARGEST = 64 << 20;
    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final HttpClient client;
    private final Server server;
    private final Optional<Secret> token;
    private final Pace pace;
    private final BiConsumer<String, Duration> waiting;

    Http(
            Environment environment,
            Server server,
            Optional<Secret> token,
            Pace pace,
            BiConsumer<String, Duration> waiting) {
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(trust(environment))
                .proxy(new Proxies(environment).selector())
                .build();
        this.server = server;
        this.token = token;
        this.pace = pace;
        this.waiting = waiting;
    }

    private static SSLContext trust(Environment environment) {
        try {
            return Trust.context(environment, List.of());
        } catch (IOException e) {
            throw untrusted(reason(e));
        } catch (GeneralSecurityException e) {
            throw untrusted(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidRequestException untrusted(String reason) {
        return new InvalidRequestException(
                "the certificates to trust cannot be read: " + reason,
                "Let SSL_CERT_FILE and REQUESTS_CA_BUNDLE each name a file of certificates in PEM form, or be unset.");
    }

    /** Begins a request; it has the token when it goes to the server. */
    HttpRequest.Builder to(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "nrnwheel");
        token.filter(known -> server.owns(uri) && Server.isSafe(uri))
                .ifPresent(known -> request.header("Authorization", authorization(known)));
        return request;
    }

    /** Personal access tokens are passwords of no user; those of Entra and of a pipeline's own job are bearer tokens. */
    private static String authorization(Secret token) {
        String value = token.reveal().strip();
        return JWT.matcher(value).matches()
                ? "Bearer " + value
                : "Basic " + Base64.getEncoder().encodeToString((":" + value).getBytes(StandardCharsets.UTF_8));
    }

    Answer get(URI uri, String accept) {
        return repeated(to(uri).header("Accept", accept).GET().build());
    }

    /** Sends JSON in a request that does the same however often it is sent. */
    Answer patch(URI uri, String json) {
        return repeated(json(uri, "PATCH", json));
    }

    /** Sends JSON once; only when it was turned away unread it is sent again. */
    Answer post(URI uri, String json) throws IOException {
        HttpRequest request = json(uri, "POST", json);
        Answer answer = once(request);
        for (int attempt = 1; answer.isTurnedAway() && attempt < ATTEMPTS; attempt++) {
            pause(answer, attempt);
            answer = once(request);
        }
        return answer;
    }

    private HttpRequest json(URI uri, String method, String json) {
        return to(uri).header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
    }

    private Answer repeated(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = once(request);
                if (!answer.isTemporary() || attempt == ATTEMPTS) {
                    return answer;
                }
                pause(answer, attempt);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw unreachable(e);
                }
                pause(reason(e), attempt);
            }
        }
    }

    AzureException unreachable(IOException e) {
        return new AzureException(
                server.base().getHost() + " cannot be reached: " + reason(e),
                "See that the network and its proxy work, and ask again.",
                e);
    }

    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }

    private void pause(Answer answer, int attempt) {
        waitFor("Azure answered HTTP " + answer.status(), answer.retryAfter().orElseGet(() -> pace.backOff(attempt)));
    }

    /** Waits before the next attempt. */
    void pause(String reason, int attempt) {
        waitFor(reason, pace.backOff(attempt));
    }

    /** Waits as long as was asked for. */
    void waitFor(String reason, Duration wait) {
        waiting.accept(reason, wait);
        pace.pause(wait);
    }

    private Answer once(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> response = send(request, info -> new LimitedBody(LARGEST));
        HttpResponse<byte[]> got = await(response, WHOLE)
                .orElseThrow(() -> new HttpTimeoutException("no whole answer within " + WHOLE.toSeconds() + " s"));
        return new Answer(got.statusCode(), got.headers(), got.body());
    }

    <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> body) {
        return client.sendAsync(request, body);
    }

    /** Waits for an answer; nothing when none has come within a time: then it is cancelled. */
    private static <T> Optional<T> await(CompletableFuture<T> answer, Duration time) throws IOException {
        try {
            return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw AzureException.interrupted(e);
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    /** Why no answer came; a certificate that is not trusted now is not trusted in a minute. */
    static IOException cause(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                throw new AzureException(
                        "the certificate of the server is not trusted: " + cause.getMessage(),
                        "Where a proxy or an authority of your own signs, let SSL_CERT_FILE name the file of its certificates (PEM).",
                        e.getCause());
            }
        }
        return e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    }
}
