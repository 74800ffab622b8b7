package org.nrnwheel.pypi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.WheelName;

/**
 * Reads what a package index has (PEP 503, 592 and 691). Credentials that are not given are looked for as {@link PypiPublisher}
 * does; they go to the repository's own host only, and no error says them. Immutable, safe for use by several threads.
 */
public final class PublishedWheels {
    private final IndexAccess access;

    private PublishedWheels(IndexAccess access) {
        this.access = access;
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
        return new PublishedWheels(
                IndexAccess.of(repository, BuildContext.standard().environment()));
    }

    /**
     * Says who reads.
     *
     * @param credentials the credentials
     * @return the changed reader
     */
    public PublishedWheels credentials(Credentials credentials) {
        return new PublishedWheels(access.as(credentials));
    }

    /**
     * Trusts more certificate authorities; so do {@code SSL_CERT_FILE}, {@code TWINE_CERT} and {@code REQUESTS_CA_BUNDLE}.
     *
     * @param file certificates in PEM form
     * @return the changed reader
     */
    public PublishedWheels certificates(Path file) {
        return new PublishedWheels(access.trusting(file));
    }

    /**
     * Gives the process environment: credentials, cache directory, proxies, certificates.
     *
     * @param changed the environment
     * @return the changed reader
     */
    public PublishedWheels environment(Environment changed) {
        return new PublishedWheels(access.in(changed));
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
        URI url = access.repository().indexUrl().resolve(WheelName.normalize(project) + "/");
        try (IndexReader reader = new IndexReader(access)) {
            return reader.page(url).map(page -> SimplePage.wheels(url, page)).orElse(List.of());
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
        try (IndexReader reader = new IndexReader(access)) {
            for (PublishedWheel wheel : wheels) {
                begun.accept(wheel);
                files.add(download(reader, wheel));
            }
        }
        return files;
    }

    private Path download(IndexReader reader, PublishedWheel wheel) {
        Path directory = access.environment()
                .cacheDirectory()
                .resolve("published")
                .resolve(access.repository().indexUrl().getAuthority().replace(':', '_'))
                .resolve(wheel.name().project());
        Path file = directory.resolve(wheel.name().fileName());
        try {
            if (wheel.sha256().isPresent() && Files.isRegularFile(file) && isSound(wheel, file)) {
                return file;
            }
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "part-", ".tmp");
            try {
                reader.file(wheel.url(), part);
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

    /** An index that says no hash is believed. */
    private static boolean isSound(PublishedWheel wheel, Path file) throws IOException {
        return wheel.sha256().isEmpty()
                || wheel.sha256().get().equalsIgnoreCase(Hashes.of(file).sha256());
    }
}
