package org.nrnwheel.pypi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.tag.WheelName;

/**
 * Publishes one wheel: sends it until the index has it, or refuses it. After an answer that does not say whether the file was stored,
 * the index is asked for it before it is sent again. Used by one thread, once.
 */
final class FileUpload {
    private static final String OTHER_CONTENT =
            "Give the wheel another version or build tag: installers keep what they once got under a name.";
    private static final int STEPS = 50;

    private final Session session;
    private final Path file;
    private final String name;
    private final String project;
    private final UploadForm form;
    private final Hashes hashes;
    private long started;
    private int attempts;

    /** Hashes the file. */
    FileUpload(Session session, Path file, UploadForm form) throws IOException {
        this.session = session;
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.project = WheelName.parse(name).project();
        this.hashes = Hashes.of(file);
        this.form = form.with(hashes);
    }

    /** Publishes it. */
    PublishedFile run() throws IOException, InterruptedException, Failure {
        started = System.nanoTime();
        if (session.ledger().published(url(), name, hashes.sha256())) {
            return result(Outcome.DONE_BEFORE);
        }
        boolean ask = session.settings().skipExisting()
                || session.settings().dryRun()
                || session.ledger().open(url(), name, hashes.sha256());
        if (ask && isThere()) {
            return published(Outcome.ALREADY_THERE);
        }
        return session.settings().dryRun() ? result(Outcome.PLANNED) : send();
    }

    /** What is known of a wheel that failed. */
    PublishedFile failed(String reason) {
        return result(Outcome.FAILED).withFailure(reason);
    }

    private PublishedFile send() throws IOException, InterruptedException, Failure {
        MultipartBody body = MultipartBody.of(form, file, hashes.size());
        while (true) {
            session.gate().await();
            attempts++;
            checkUnchanged();
            write(Ledger.Entry.ATTEMPT, "");
            session.events().tell(new PublishEvent.Attempt(name, attempts, body.size()));
            Optional<Outcome> outcome = attempt(body);
            if (outcome.isPresent()) {
                return published(outcome.get());
            }
        }
    }

    /** Sends the file once; nothing: it is to be sent again. */
    private Optional<Outcome> attempt(MultipartBody body) throws IOException, InterruptedException, Failure {
        Answer answer;
        try {
            answer = session.http()
                    .post(session.repository().uploadUrl(), session.login().header(), body, progress(body.size()));
        } catch (IOException e) {
            String reason = session.said(e);
            write(Ledger.Entry.LOST, reason);
            refuseLasting(session.repository().uploadUrl(), e);
            return again(reason, Optional.empty(), true);
        }
        write(Ledger.Entry.ANSWER, session.hidden().in(answer.summary()));
        return switch (answer.kind()) {
            case ACCEPTED -> Optional.of(Outcome.UPLOADED);
            case EXISTS -> existing(answer);
            case LATER -> again(answer.summary(), answer.pause(Instant.now()), false);
            case FAULT -> again(answer.summary(), answer.pause(Instant.now()), true);
            case REFUSED -> {
                write(Ledger.Entry.REFUSED, "");
                throw Failure.of(session.repository(), answer, session.knowsCredentials());
            }
        };
    }

    /** Waits; if the file may be stored all the same, asks the index. */
    private Optional<Outcome> again(String reason, Optional<Duration> asked, boolean perhapsStored)
            throws IOException, InterruptedException, Failure {
        if (attempts >= session.settings().tries()) {
            boolean stored = perhapsStored && isThere();
            if (!stored) {
                throw new Failure(
                        session.repository().uploadUrl() + ": " + reason + " (after " + attempts + " attempts)",
                        "Run the same command again when the index is well: it goes on with the rest.");
            }
            return Optional.of(Outcome.UPLOADED);
        }
        Duration pause = session.pause(attempts, asked);
        session.events()
                .tell(new PublishEvent.Retrying(name, attempts, session.hidden().in(reason), pause));
        asked.ifPresent(ignored -> session.gate().close(pause));
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        return perhapsStored && isThere() ? Optional.of(Outcome.UPLOADED) : Optional.empty();
    }

    /** The index says that it has a file of that name: it must show the same. A page may be older than the file. */
    private Optional<Outcome> existing(Answer answer) throws IOException, InterruptedException, Failure {
        for (int asked = 1; asked <= session.settings().tries(); asked++) {
            IndexPages.State state = state();
            if (state == IndexPages.State.SAME) {
                return Optional.of(attempts > 1 ? Outcome.UPLOADED : Outcome.ALREADY_THERE);
            }
            if (state == IndexPages.State.OTHER) {
                throw otherContent();
            }
            TimeUnit.MILLISECONDS.sleep(session.pause(asked, Optional.empty()).toMillis());
        }
        throw new Failure(
                session.repository().uploadUrl() + " answers with " + answer.summary() + ", but "
                        + session.repository().indexUrl() + " does not show the file to be compared",
                "Say by --index-url where the index is read.");
    }

    private boolean isThere() throws InterruptedException, Failure {
        IndexPages.State state = state();
        if (state == IndexPages.State.OTHER) {
            throw otherContent();
        }
        return state == IndexPages.State.SAME;
    }

    private Failure otherContent() {
        return new Failure(session.repository().indexUrl() + " has another file of that name", OTHER_CONTENT);
    }

    private IndexPages.State state() throws InterruptedException, Failure {
        for (int asked = 1; ; asked++) {
            try {
                return session.pages().find(project, name, hashes.sha256());
            } catch (IOException e) {
                refuseLasting(session.repository().indexUrl(), e);
                if (asked >= session.settings().tries()) {
                    return IndexPages.State.UNKNOWN;
                }
                TimeUnit.MILLISECONDS.sleep(
                        session.pause(asked, Optional.empty()).toMillis());
            }
        }
    }

    private static void refuseLasting(URI url, IOException error) throws Failure {
        Optional<Failure> lasting = Failure.lasting(url, error);
        if (lasting.isPresent()) {
            throw lasting.get();
        }
    }

    private void checkUnchanged() throws IOException, Failure {
        if (Files.size(file) != hashes.size()) {
            throw new Failure(file + " changed while it was published", "Publish it when it is finished.");
        }
    }

    private LongConsumer progress(long size) {
        long step = Math.max(size / STEPS, 1);
        return sent -> {
            // Each part is small against a step.
            if (sent / step != (sent - 1) / step || sent == size) {
                session.events().tell(new PublishEvent.Progress(name, sent, size));
            }
        };
    }

    private PublishedFile published(Outcome outcome) throws IOException {
        if (!session.settings().dryRun()) {
            write(Ledger.Entry.PUBLISHED, "");
        }
        return result(outcome);
    }

    private PublishedFile result(Outcome outcome) {
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        return new PublishedFile(
                name, hashes.sha256(), hashes.size(), outcome, attempts, time, false, Optional.empty());
    }

    private void write(Ledger.Entry entry, String detail) throws IOException {
        session.ledger().write(entry, url(), name, hashes.sha256(), attempts, detail);
    }

    private String url() {
        return session.repository().uploadUrl().toString();
    }
}
