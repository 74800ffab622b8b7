package org.nrnwheel.pypi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import org.nrnwheel.net.Proxies;

/**
 * Requests to one index. No redirect of an upload is followed; those of pages are, but credentials go to one origin only. What stands
 * still for too long ends with an error. Safe for use by several threads.
 */
final class Http implements AutoCloseable {
    private static final int MOST_TEXT = 16 << 20;
    private static final int MOST_REDIRECTS = 5;
    private static final String AGENT = "nrnwheel";

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "nrnwheel-http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;
    private final Duration patience;

    Http(SSLContext trust, Proxies proxies, Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .sslContext(trust)
                .proxy(proxies.selector())
                .executor(threads)
                .build();
    }

    /** Sends a form; the consumer hears how many bytes have gone. */
    Answer post(URI url, Optional<String> authorization, MultipartBody body, LongConsumer progress)
            throws IOException, InterruptedException {
        AtomicLong moved = new AtomicLong();
        HttpRequest request = request(url, authorization)
                .header("Content-Type", body.contentType())
                .POST(new CountingPublisher(body.publisher(), count -> progress.accept(moved.addAndGet(count))))
                .build();
        return text(request, moved);
    }

    /** Sends a small document. */
    Answer post(URI url, String json) throws IOException, InterruptedException {
        HttpRequest request = request(url, Optional.empty())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return text(request, new AtomicLong());
    }

    /** Gets a page. */
    Answer get(URI url, Optional<String> authorization, String accept) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HttpResponse<?> response = follow(url, authorization, accept, item -> gather(item, bytes));
        return Answer.of(response, bytes.toByteArray());
    }

    /** Gets a file; the consumer takes the bytes of a good answer. */
    Answer download(URI url, Optional<String> authorization, Consumer<ByteBuffer> sink)
            throws IOException, InterruptedException {
        return Answer.of(follow(url, authorization, "*/*", sink), new byte[0]);
    }

    private HttpResponse<?> follow(URI first, Optional<String> authorization, String accept, Consumer<ByteBuffer> sink)
            throws IOException, InterruptedException {
        URI url = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<String> own = sameOrigin(first, url) ? authorization : Optional.empty();
            AtomicLong moved = new AtomicLong();
            HttpRequest request =
                    request(url, own).header("Accept", accept).GET().build();
            HttpResponse<?> response = await(request, goodTo(sink, moved), moved);
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return response;
            }
            url = url.resolve(location.get());
            if (!Repository.isSafe(url)) {
                throw new IOException(first + " redirects to " + url.getScheme() + "://" + url.getHost()
                        + ", where what is read could be changed on the way");
            }
        }
        throw new IOException(first + " redirects in circles");
    }

    /** The bodies of redirects are dropped. */
    private static BodyHandler<Boolean> goodTo(Consumer<ByteBuffer> sink, AtomicLong moved) {
        return info -> new Sink(info.statusCode() / 100 == 3 ? item -> {} : sink, moved);
    }

    private Answer text(HttpRequest request, AtomicLong moved) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HttpResponse<?> response = await(request, info -> new Sink(item -> gather(item, bytes), moved), moved);
        return Answer.of(response, bytes.toByteArray());
    }

    /** A hostile answer has no end. */
    private static void gather(ByteBuffer item, ByteArrayOutputStream bytes) {
        int n = Math.min(item.remaining(), MOST_TEXT - bytes.size());
        byte[] part = new byte[n];
        item.get(part);
        bytes.write(part, 0, n);
    }

    private static HttpRequest.Builder request(URI url, Optional<String> authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("User-Agent", AGENT);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    static boolean sameOrigin(URI one, URI other) {
        return lower(one.getScheme()).equals(lower(other.getScheme()))
                && lower(one.getHost()).equals(lower(other.getHost()))
                && port(one) == port(other);
    }

    private static String lower(String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }

    private static int port(URI url) {
        int known = lower(url.getScheme()).equals("https") ? 443 : 80;
        return url.getPort() < 0 ? known : url.getPort();
    }

    /** The client's own time limit is one for the whole body: ours is for standing still. */
    private <T> HttpResponse<T> await(HttpRequest request, BodyHandler<T> handler, AtomicLong moved)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        try {
            for (long seen = -1; moved.get() != seen; ) {
                seen = moved.get();
                Optional<HttpResponse<T>> response = within(patience, answer);
                if (response.isPresent()) {
                    return response.get();
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException(String.valueOf(e.getCause()), e.getCause());
        } finally {
            answer.cancel(true);
        }
        throw new HttpTimeoutException("nothing happened for " + patience.toSeconds() + " s");
    }

    private static <T> Optional<T> within(Duration time, CompletableFuture<T> future)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(future.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
