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
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.net.Trust;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.WheelName;

/**
 * Reads what a package index has (PEP 503, 592 and 691). Credentials are looked for as {@link PypiPublisher} does, and go to the
 * repository's own host only. Immutable, safe for use by several threads.
 */
public final class PublishedWheels {
    private static final String ACCEPT =
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 500;

    private final Repository repository;
    private final Environment environment;

    /** Asks the index once. */
    @FunctionalInterface
    private interface Question {
        Answer ask() throws IOException, InterruptedException;
    }

    private PublishedWheels(Repository repository, Environment environment) {
        this.repository = repository;
        this.environment = environment;
    }

    /**
     * Names an index.
     *
     * @param repository the index; it is read at its {@link Repository#indexUrl}
     * @return its wheels
     * @throws InvalidRequestException when it is a directory
     */
    public static PublishedWheels in(Repository repository) {
        if (repository.directory().isPresent()) {
            throw new InvalidRequestException(
                    repository + " is a directory, not an index that is asked over the network",
                    "Give the wheels in it as files (release-gate --previous).");
        }
        return new PublishedWheels(repository, BuildContext.standard().environment());
    }

    /**
     * Gives the process environment: credentials, cache directory, proxies, certificates ({@code SSL_CERT_FILE},
     * {@code REQUESTS_CA_BUNDLE}).
     *
     * @param changed the environment
     * @return the changed reader
     */
    public PublishedWheels environment(Environment changed) {
        return new PublishedWheels(repository, changed);
    }

    /**
     * Lists the wheels of a project.
     *
     * @param project its name, in any spelling
     * @return the wheels, in the index's order; none when it has no such project. Files that are no wheels are passed over
     * @throws IndexException when the index does not answer, or with something else
     * @throws InvalidRequestException when credentials or certificates cannot be used
     */
    public List<PublishedWheel> of(String project) {
        URI url = repository.indexUrl().resolve(WheelName.normalize(project) + "/");
        try (Http http = http()) {
            Answer answer = asked(url, () -> http.get(url, authorization(url), ACCEPT));
            if (answer.status() == 404 || answer.status() == 410) {
                return List.of();
            }
            return SimplePage.wheels(url, required(url, answer));
        }
    }

    /**
     * Downloads wheels into the cache directory; what is there already with the right hash is not downloaded again.
     *
     * @param wheels the wheels
     * @param begun hears of each before it is looked for
     * @return the files, in the same order; they stay in the cache
     * @throws IndexException when one cannot be had, or has another hash than the index says
     * @throws InvalidRequestException when credentials or certificates cannot be used
     */
    public List<Path> download(List<PublishedWheel> wheels, Consumer<PublishedWheel> begun) {
        List<Path> files = new ArrayList<>();
        try (Http http = http()) {
            for (PublishedWheel wheel : wheels) {
                begun.accept(wheel);
                files.add(download(http, wheel));
            }
        }
        return files;
    }

    private Path download(Http http, PublishedWheel wheel) {
        Path directory = environment
                .cacheDirectory()
                .resolve("published")
                .resolve(repository.indexUrl().getAuthority().replace(':', '_'))
                .resolve(wheel.name().project());
        Path file = directory.resolve(wheel.name().fileName());
        try {
            if (wheel.sha256().isPresent() && Files.isRegularFile(file) && isSound(wheel, file)) {
                return file;
            }
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "part-", ".tmp");
            try {
                required(wheel.url(), asked(wheel.url(), () -> download(http, wheel.url(), part)));
                if (!isSound(wheel, part)) {
                    throw new IndexException(
                            wheel.url() + " is another file than the index says: its SHA-256 is not "
                                    + wheel.sha256().orElse(""),
                            "Try again; if it stays so, tell those who run the index.",
                            null);
                }
                return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new IndexException(
                    wheel.name().fileName() + " cannot be kept in " + directory + ": " + e,
                    "Let the cache directory be writable, with room on its disk.",
                    e);
        }
    }

    private Answer download(Http http, URI url, Path part) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(part);
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

    /** An index that says no hash is believed. */
    private static boolean isSound(PublishedWheel wheel, Path file) throws IOException {
        return wheel.sha256().isEmpty()
                || wheel.sha256().get().equalsIgnoreCase(Hashes.of(file).sha256());
    }

    private Http http() {
        try {
            return new Http(
                    Trust.context(Stream.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
                            .flatMap(name -> environment.variable(name).stream())
                            .map(file -> environment.workingDirectory().resolve(file))
                            .distinct()
                            .toList()),
                    new Proxies(environment),
                    PATIENCE);
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidRequestException(
                    "the certificates cannot be used: " + e.getMessage(), "Give a file of certificates in PEM form.");
        }
    }

    private Optional<String> authorization(URI url) {
        return Http.sameOrigin(repository.uploadUrl(), url)
                ? new CredentialSearch(repository, environment).find().map(Credentials::header)
                : Optional.empty();
    }

    /** Asks again while the index is at fault or does not answer. */
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
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS * tries);
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
}
