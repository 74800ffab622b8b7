package org.nrnwheel.azure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.azure.PipelineEvent.Fetched;
import org.nrnwheel.concurrent.Listeners;

/**
 * Fetches a file that may be large, and goes on where it broke: by {@code Range}, with {@code If-Range} so that parts of two files are
 * never put together (RFC 9110, 13.1.5 and 14). For one thread.
 */
final class Transfer {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int FORBIDDEN = 403;
    private static final int UNSATISFIABLE = 416;
    private static final int REDIRECTS = 5;
    private static final int ERROR_BODY = 1 << 16;
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    private final Api api;
    private final Listeners<PipelineEvent> events;
    private final int run;
    private final String artifact;
    private final Path part;
    private final Path tag;
    private final long most;

    Transfer(Api api, Listeners<PipelineEvent> events, int run, String artifact, Path part, long most) {
        this.api = api;
        this.events = events;
        this.run = run;
        this.artifact = artifact;
        this.part = part;
        this.tag = part.resolveSibling(part.getFileName() + ".etag");
        this.most = most;
    }

    /** Fetches what is lacking. Attempts are counted anew whenever one has brought something. */
    void complete() throws IOException {
        int vain = 0;
        while (true) {
            long before = size();
            String reason;
            try {
                // Addresses hold for a while only, so each attempt gets its own.
                Answer answer = attempt(api.content(run, artifact));
                if (answer.status() == OK || answer.status() == PARTIAL) {
                    return;
                }
                reason = refused(answer);
            } catch (IOException e) {
                reason = Http.reason(e);
            }
            vain = size() > before ? 1 : vain + 1;
            if (vain == Http.ATTEMPTS) {
                throw new AzureException(
                        "artifact " + artifact + " of run " + run + " cannot be fetched: " + reason,
                        "Run the same again: it goes on after the " + size() + " bytes that are here.");
            }
            api.http().pause(reason, vain);
        }
    }

    private String refused(Answer answer) throws IOException {
        if (answer.status() == UNSATISFIABLE) {
            forget();
            return "what is here is not of the same file";
        }
        if (!answer.isTemporary() && answer.status() != FORBIDDEN) {
            throw new AzureException(
                    "artifact " + artifact + " of run " + run + " cannot be fetched: HTTP " + answer.status(),
                    "Look on the run's page whether it is still kept.");
        }
        answer.retryAfter().ifPresent(wait -> api.http().waitFor("Azure answered HTTP " + answer.status(), wait));
        return "Azure answered HTTP " + answer.status();
    }

    /** Forgets what is here. */
    void forget() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tag);
    }

    private long size() throws IOException {
        try {
            return Files.size(part);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private Answer attempt(URI address) throws IOException {
        URI at = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<byte[]> response = once(at);
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() < 300 || response.statusCode() >= 400 || location.isEmpty()) {
                return new Answer(response.statusCode(), response.headers(), response.body());
            }
            at = ArtifactAddress.of(resolved(at, location.get()), "artifact " + artifact);
        }
        throw new IOException("more than " + REDIRECTS + " redirects");
    }

    /** What an address holds may be secret, so an error does not repeat it. */
    private static String resolved(URI at, String location) throws IOException {
        try {
            return at.resolve(location).toString();
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirect to no address"); // the cause repeats the address
        }
    }

    private HttpResponse<byte[]> once(URI at) throws IOException {
        long have = size();
        HttpRequest.Builder request = api.http().to(at).header("Accept", "application/zip, */*");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            entityTag().ifPresent(known -> request.header("If-Range", known));
        }
        Progress progress = new Progress(have);
        return progress.await(api.http().send(request.GET().build(), info -> body(info, have, progress)));
    }

    private Optional<String> entityTag() throws IOException {
        return Files.exists(tag) ? Optional.of(Files.readString(tag)) : Optional.empty();
    }

    /** Where the bytes of an answer go: to the file when they belong there. */
    private BodySubscriber<byte[]> body(ResponseInfo info, long have, Progress progress) {
        HttpHeaders headers = info.headers();
        OptionalLong length = headers.firstValueAsLong("Content-Length");
        if (info.statusCode() == OK && length.orElse(0) > most) {
            return LimitedBody.none("it is larger than " + most + " bytes");
        }
        if (info.statusCode() == OK) {
            progress.expect(length);
            remember(headers);
            return file(StandardOpenOption.TRUNCATE_EXISTING);
        }
        if (info.statusCode() == PARTIAL && range(headers, 1).equals(Optional.of(Long.toString(have)))) {
            range(headers, 2)
                    .filter(total -> !total.equals("*"))
                    .ifPresent(total -> progress.expect(OptionalLong.of(Long.parseLong(total))));
            return file(StandardOpenOption.APPEND);
        }
        if (info.statusCode() == PARTIAL) {
            return LimitedBody.none("the answer is of another part than was asked for");
        }
        return new LimitedBody(ERROR_BODY);
    }

    private static Optional<String> range(HttpHeaders headers, int group) {
        return headers.firstValue("Content-Range")
                .map(CONTENT_RANGE::matcher)
                .filter(Matcher::matches)
                .flatMap(range -> Optional.ofNullable(range.group(group)));
    }

    private BodySubscriber<byte[]> file(StandardOpenOption how) {
        return BodySubscribers.mapping(
                BodySubscribers.ofFile(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
                path -> new byte[0]);
    }

    /** A weak tag does not say that the bytes are the same. */
    private void remember(HttpHeaders headers) {
        try {
            Optional<String> strong = headers.firstValue("ETag").filter(value -> value.startsWith("\""));
            if (strong.isPresent()) {
                Files.writeString(tag, strong.get(), StandardCharsets.US_ASCII);
            } else {
                Files.deleteIfExists(tag);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + tag, e);
        }
    }

    /** Watches the file grow: the JDK's client waits for ever for a body that stands still. */
    private final class Progress {
        private long seen;
        private volatile OptionalLong total = OptionalLong.empty();

        private Progress(long have) {
            this.seen = have;
        }

        private void expect(OptionalLong size) {
            total = size;
        }

        private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
            long quiet = 0;
            while (true) {
                try {
                    HttpResponse<byte[]> response = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    look();
                    return response;
                } catch (TimeoutException e) {
                    quiet = look() ? 0 : quiet + LOOK.toMillis();
                    stop(answer, quiet);
                } catch (InterruptedException e) {
                    answer.cancel(true);
                    throw AzureException.interrupted(e);
                } catch (ExecutionException e) {
                    throw Http.cause(e);
                }
            }
        }

        private boolean look() throws IOException {
            long now = size();
            boolean grown = now != seen;
            seen = now;
            if (grown) {
                events.tell(new Fetched(run, Instant.now(), artifact, now, total));
            }
            return grown;
        }

        private void stop(CompletableFuture<HttpResponse<byte[]>> answer, long quiet) throws IOException {
            if (seen > most || total.orElse(0) > most) {
                answer.cancel(true);
                throw ArtifactArchive.hostile(artifact, "it is larger than " + most + " bytes");
            }
            if (quiet >= STALL.toMillis()) {
                answer.cancel(true);
                throw new IOException("nothing has come for " + STALL.toSeconds() + " s");
            }
        }
    }
}
