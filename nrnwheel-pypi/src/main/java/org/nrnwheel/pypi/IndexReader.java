package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.net.Backoff;
import org.nrnwheel.net.Origin;

/** Reads pages and files of an index, and asks again while it is at fault or does not answer. Used by one thread. */
final class IndexReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final int TRIES = 3;

    private final IndexAccess access;
    private final Http http;
    private final Hidden hidden = new Hidden();

    /** Asks the index once. */
    @FunctionalInterface
    private interface Question {
        Answer ask() throws IOException;
    }

    IndexReader(IndexAccess access) {
        this.access = access;
        this.http = new Http(access.environment(), access.certificates(), PATIENCE);
    }

    /** Gets the page of a project; nothing when the index has no such project. */
    Optional<Answer> page(URI url) {
        Answer answer = asked(url, () -> http.get(url, authorization(url), SimplePage.ACCEPT));
        return answer.status() == 404 || answer.status() == 410 ? Optional.empty() : Optional.of(required(url, answer));
    }

    /** Gets a file. */
    void file(URI url, Path into) {
        required(url, asked(url, () -> download(url, into)));
    }

    private Answer download(URI url, Path into) throws IOException {
        try (OutputStream out = Files.newOutputStream(into);
                WritableByteChannel channel = Channels.newChannel(out)) {
            return http.download(url, authorization(url), bytes -> write(channel, bytes));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(WritableByteChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Credentials go to where they are for only. */
    private Optional<String> authorization(URI url) {
        if (!Origin.of(access.repository().uploadUrl()).equals(Origin.of(url))) {
            return Optional.empty();
        }
        Optional<Credentials> credentials = access.credentials();
        credentials.ifPresent(known -> hidden.add(known.hidden()));
        return credentials.map(Credentials::header);
    }

    private Answer asked(URI url, Question question) {
        try {
            for (int tries = 1; ; tries++) {
                try {
                    Answer answer = question.ask();
                    if (tries == TRIES || (answer.status() < 500 && answer.status() != 429)) {
                        return answer;
                    }
                } catch (IOException e) {
                    Optional<Failure> lasting = Failure.lasting(url, e);
                    if (lasting.isPresent()) {
                        throw new IndexException(
                                hidden.in(lasting.get().reason()), lasting.get().remedy(), e);
                    }
                    if (tries == TRIES) {
                        throw new IndexException(
                                url + " cannot be read: " + hidden.in(e.toString()),
                                "See that the URL is that of an index (PEP 503) and the network is there; try again.",
                                e);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSES.after(tries).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexException(url + " is no longer read: it was interrupted", "Start it again.", e);
        }
    }

    private Answer required(URI url, Answer answer) {
        if (!answer.good()) {
            throw new IndexException(url + " answers with " + hidden.in(answer.summary()), remedy(url, answer), null);
        }
        return answer;
    }

    private String remedy(URI url, Answer answer) {
        if (answer.status() != 401 && answer.status() != 403) {
            return "See that the URL is that of an index (PEP 503), e.g. "
                    + Repository.pypi().indexUrl() + "; try again.";
        }
        return authorization(url).isPresent()
                ? "See that user and password are right for this index, and may read it."
                : "Give credentials for this index: in its URL, NRNWHEEL_TOKEN, NRNWHEEL_USERNAME and NRNWHEEL_PASSWORD,"
                        + " or ~/.pypirc.";
    }

    @Override
    public void close() {
        http.close();
    }
}
