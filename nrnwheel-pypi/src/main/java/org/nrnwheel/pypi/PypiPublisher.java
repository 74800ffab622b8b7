package org.nrnwheel.pypi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.wheel.InvalidWheelException;

/**
 * Uploads wheels to a package index. A publisher is an immutable value: every method gives a new one. Safe for use by several
 * threads; two that publish by the same ledger at once are refused.
 *
 * <pre>{@code
 * PublishReport report = PypiPublisher.to(Repository.testPypi())
 *         .credentials(Credentials.token(Secret.of("TOKEN", token)))
 *         .skipExisting()
 *         .verify()
 *         .publish(wheels);
 * }</pre>
 *
 * <p>What was done stands in a ledger, by default {@code .nrnwheel/publish.jsonl} beside the first wheel: a run that was killed at any
 * moment goes on with the rest. Credentials that are not given are looked for in the repository's URL, in {@code NRNWHEEL_TOKEN},
 * {@code NRNWHEEL_USERNAME} and {@code NRNWHEEL_PASSWORD}, in {@code TWINE_USERNAME} and {@code TWINE_PASSWORD}, and in
 * {@code ~/.pypirc}, in this order. They go to no other host, and over https only but for this machine.
 */
public final class PypiPublisher {
    private final PublishSettings settings;
    private final Environment environment;
    private final List<PublishListener> listeners;

    private PypiPublisher(PublishSettings settings, Environment environment, List<PublishListener> listeners) {
        this.settings = settings;
        this.environment = environment;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Begins a publication.
     *
     * @param repository where to
     * @return a publisher
     */
    public static PypiPublisher to(Repository repository) {
        return new PypiPublisher(
                PublishSettings.of(repository), BuildContext.standard().environment(), List.of());
    }

    /**
     * Says who uploads.
     *
     * @param credentials the credentials
     * @return the changed publisher
     */
    public PypiPublisher credentials(Credentials credentials) {
        return change(draft -> {
            draft.credentials = Optional.of(credentials);
            draft.trustedPublishing = false;
        });
    }

    /**
     * Uploads by Trusted Publishing: the index trusts the identity that GitHub or GitLab gives to the job that runs.
     *
     * @return the changed publisher
     */
    public PypiPublisher trustedPublishing() {
        return change(draft -> {
            draft.credentials = Optional.empty();
            draft.trustedPublishing = true;
        });
    }

    /**
     * Asks the index before sending: what it has with the same hash is not sent. Another file of the same name is an error.
     *
     * @return the changed publisher
     */
    public PypiPublisher skipExisting() {
        return change(draft -> draft.skipExisting = true);
    }

    /**
     * Sees afterwards that the index serves every wheel with the right hash.
     *
     * @return the changed publisher
     */
    public PypiPublisher verify() {
        return change(draft -> draft.verify = true);
    }

    /**
     * Installs every version afterwards as a user does, after {@link #verify}: its dependencies first, then the wheel alone and from
     * this index only; what is there then must be our wheel, file by file.
     *
     * @param python a path, a name on PATH such as {@code python3.11}, or a selector such as {@code 3.11}
     * @return the changed publisher
     */
    public PypiPublisher install(String python) {
        return change(draft -> {
            draft.verify = true;
            draft.python = Optional.of(python);
        });
    }

    /**
     * Sends the attestations (PEP 740) that lie beside each wheel as {@code WHEEL.NAME.attestation}; each wheel must have one.
     *
     * @return the changed publisher
     */
    public PypiPublisher attestations() {
        return change(draft -> draft.attestations = true);
    }

    /**
     * Reads wheels and index, and sends nothing.
     *
     * @return the changed publisher
     */
    public PypiPublisher dryRun() {
        return change(draft -> draft.dryRun = true);
    }

    /**
     * Says how many wheels are uploaded at once; without it four.
     *
     * @param uploads 1 or more
     * @return the changed publisher
     * @throws InvalidRequestException when it is less than 1
     */
    public PypiPublisher atOnce(int uploads) {
        if (uploads < 1) {
            throw new InvalidRequestException("at least one wheel is uploaded at once", "Give 1 or more.");
        }
        return change(draft -> draft.atOnce = uploads);
    }

    /**
     * Says how often a wheel is sent while the index is at fault or does not answer; without it 8 times. Between them is a pause, at
     * first about half a second, then twice as long each time, up to a minute; or what the index asks for.
     *
     * @param tries 1 or more
     * @param firstPause the longest first pause
     * @return the changed publisher
     * @throws InvalidRequestException when it is less than 1
     */
    public PypiPublisher tries(int tries, Duration firstPause) {
        if (tries < 1) {
            throw new InvalidRequestException("a wheel is sent at least once", "Give 1 or more.");
        }
        return change(draft -> {
            draft.tries = tries;
            draft.firstPause = firstPause;
        });
    }

    /**
     * Says how long a connection may stand still before it is given up; without it three minutes.
     *
     * @param patience the longest time without a byte
     * @return the changed publisher
     */
    public PypiPublisher patience(Duration patience) {
        return change(draft -> draft.patience = patience);
    }

    /**
     * Trusts more certificate authorities; so do {@code SSL_CERT_FILE}, {@code TWINE_CERT} and {@code REQUESTS_CA_BUNDLE}.
     *
     * @param file certificates in PEM form
     * @return the changed publisher
     */
    public PypiPublisher certificates(Path file) {
        return change(draft -> draft.certificates = Optional.of(file));
    }

    /**
     * Finds what the index would refuse before the first byte is sent. Without this it is done for PyPI and TestPyPI.
     *
     * @param preflight what the index asks
     * @return the changed publisher
     */
    public PypiPublisher preflight(Preflight preflight) {
        return change(draft -> draft.preflight = Optional.of(preflight));
    }

    /**
     * Leaves the preflight out.
     *
     * @return the changed publisher
     */
    public PypiPublisher withoutPreflight() {
        return change(draft -> draft.preflight = Optional.empty());
    }

    /**
     * Says where the ledger is.
     *
     * @param file the ledger, made when it is missing
     * @return the changed publisher
     */
    public PypiPublisher ledger(Path file) {
        return change(draft -> draft.ledger = Optional.of(file));
    }

    /**
     * Gives the process environment: credentials, home directory, proxies.
     *
     * @param changed the environment
     * @return the changed publisher
     */
    public PypiPublisher environment(Environment changed) {
        return new PypiPublisher(settings, changed, listeners);
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what happens
     * @return the changed publisher
     */
    public PypiPublisher listener(PublishListener listener) {
        List<PublishListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new PypiPublisher(settings, environment, more);
    }

    /**
     * Publishes wheels. When one fails, no other is begun; those that run are finished.
     *
     * @param wheels the wheels
     * @return what became of each
     * @throws InvalidRequestException when there is none, one is missing, or credentials, certificates or ledger cannot be used
     * @throws InvalidWheelException when one is no valid wheel; nothing was sent then
     * @throws PreflightFailedException when the index would refuse one; nothing was sent then
     * @throws org.nrnwheel.index.IndexException when what was published cannot be installed, or is something else then
     * @throws PublishFailedException when one is not published, with the report; or the thread is interrupted: its flag is set again
     */
    public PublishReport publish(List<Path> wheels) {
        if (settings.repository().directory().isPresent()) {
            return new DirectoryRun(settings.repository().directory().get(), settings, listeners).run(wheels);
        }
        try {
            return new PublishRun(settings, environment, listeners).run(List.copyOf(wheels));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailedException(
                    "the publication was cancelled",
                    "Start it again: it goes on with the rest.",
                    new PublishReport(settings.repository().uploadUrl().toString(), List.of(), List.of()),
                    e);
        }
    }

    private PypiPublisher change(Consumer<PublishSettings.Draft> edit) {
        return new PypiPublisher(settings.change(edit), environment, listeners);
    }
}
