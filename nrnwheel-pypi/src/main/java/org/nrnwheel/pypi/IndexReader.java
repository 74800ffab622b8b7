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
import org.nrnwheel.env.Environment;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.net.Backoff;
import org.nrnwheel.net.Origin;

/** Reads pages and files of an index, and asks again while it is at fault or does not answer. Used by one thread. */
final class IndexReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final int TRIES = 3;

    private final Repository repository;
    private final Environment environment;
    private final Http http;

    /** Asks the index once. */
    @FunctionalInterface
    private interface Question {
        Answer ask() throws IOException;
    }

    IndexReader(Repository repository, Environment environment) {
        this.repository = repository;
        this.environment = environment;
        this.http = new Http(environment, Optional.empty(), PATIENCE);
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
        return Origin.of(repository.uploadUrl()).equals(Origin.of(url))
                ? new CredentialSearch(repository, environment).find().map(Credentials::header)
                : Optional.empty();
    }

    private static Answer asked(URI url, Question question) {
        try {
            for (int tries = 1; ; tries++) {
                try {
                    Answer answer = question.ask();
                    if (tries == TRIES || (answer.status() < 500 && answer.status() != 429)) {
                        return answer;
                    }
                } catch (IOException e) {
                    if (tries == TRIES) {
                        throw new IndexException(
                                url + " cannot be read: " + e,
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

    private static Answer required(URI url, Answer answer) {
        if (!answer.good()) {
            boolean login = answer.status() == 401 || answer.status() == 403;
            throw new IndexException(
                    url + " answers with " + answer.summary(),
                    login
                            ? "Give credentials for this index: in its URL, NRNWHEEL_USERNAME and NRNWHEEL_PASSWORD, or ~/.pypirc."
                            : "See that the URL is that of an index (PEP 503), e.g. "
                                    + Repository.pypi().indexUrl() + "; try again.",
                    null);
        }
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
