package org.nrnwheel.pypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.env.Environment;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.net.Backoff;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.request.InvalidRequestException;

/** One publication. Used by one thread, once. */
final class PublishRun {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final PublishSettings settings;
    private final Environment environment;
    private final Events events;
    private final Hidden hidden = new Hidden();
    private final FirstRemedy remedy = new FirstRemedy();
    private Optional<Credentials> credentials = Optional.empty();

    PublishRun(PublishSettings settings, Environment environment, List<PublishListener> listeners) {
        this.settings = settings;
        this.environment = environment;
        this.events = new Events(listeners);
    }

    PublishReport run(List<Path> wheels) throws InterruptedException {
        Map<Path, UploadForm> forms = read(wheels);
        try (Http http = new Http(environment, settings.certificates(), settings.patience())
                        .checkedFor(settings.repository().uploadUrl());
                Ledger ledger = Ledger.open(ledgerFile(wheels))) {
            Session session = session(http, ledger);
            List<PublishedFile> files = new Uploads(session, remedy).of(forms);
            boolean check = settings.verify() && !remedy.isSet();
            PublishReport report = required(new PublishReport(
                    settings.repository().uploadUrl().toString(),
                    check ? new Verification(session, remedy).verified(files) : files,
                    List.of()));
            return settings.dryRun() || settings.python().isEmpty() ? report : installed(report, wheels);
        }
    }

    private PublishReport installed(PublishReport report, List<Path> wheels) {
        BuildContext context = BuildContext.standard().withEnvironment(environment);
        try {
            List<String> installed = new InstallCheck(settings, context, credentials)
                    .run(settings.python().orElseThrow(), wheels);
            return new PublishReport(report.repository(), report.files(), installed);
        } catch (IOException e) {
            throw new IndexException(
                    "what was published cannot be installed: " + e,
                    "Let the directory for temporary files be writable, with room on its disk.",
                    e);
        }
    }

    /** What is found out before the first byte is sent. */
    private Map<Path, UploadForm> read(List<Path> wheels) {
        if (wheels.isEmpty()) {
            throw new InvalidRequestException("no wheel is given to publish", "Name at least one.");
        }
        Map<Path, UploadForm> forms = new LinkedHashMap<>();
        Set<Path> names = new HashSet<>();
        for (Path wheel : wheels) {
            if (!Files.isRegularFile(wheel)) {
                throw new InvalidRequestException("there is no wheel " + wheel, "Give the path of a wheel.");
            }
            if (!names.add(wheel.getFileName())) {
                throw new InvalidRequestException(wheel.getFileName() + " is given twice", "Name each wheel once.");
            }
            forms.put(wheel, UploadForm.of(wheel, settings.attestations() ? Attestations.of(wheel) : Optional.empty()));
        }
        settings.preflight().ifPresent(preflight -> preflight.require(wheels, events));
        return forms;
    }

    private Path ledgerFile(List<Path> wheels) {
        return settings.ledger()
                .orElseGet(() -> wheels.get(0)
                        .toAbsolutePath()
                        .resolveSibling(".nrnwheel")
                        .resolve("publish.jsonl"));
    }

    private Session session(Http http, Ledger ledger) {
        credentials = settings.trustedPublishing()
                ? Optional.empty()
                : settings.credentials().or(() -> new CredentialSearch(settings.repository(), environment).find());
        credentials.ifPresent(known -> hidden.add(known.hidden()));
        Login login = settings.trustedPublishing()
                ? new TrustedLogin(http, settings.repository(), environment, hidden)
                : Login.of(credentials);
        return new Session(
                settings,
                http,
                login,
                settings.trustedPublishing() || credentials.isPresent(),
                new IndexPages(http, settings.repository(), login),
                ledger,
                events,
                new Gate(),
                new Backoff(settings.firstPause(), LONGEST_PAUSE),
                hidden);
    }

    private PublishReport required(PublishReport report) {
        if (!remedy.isSet()) {
            return report;
        }
        PublishedFile first = report.files().stream()
                .filter(file -> file.outcome() == Outcome.FAILED)
                .findFirst()
                .orElseThrow();
        long published = report.files().stream()
                .filter(file -> file.outcome().published())
                .count();
        throw new PublishFailedException(
                first.file() + " is not published: " + first.reason().orElse("") + "; " + published + " of "
                        + report.files().size() + " wheels are published",
                remedy.text(),
                report,
                null);
    }
}
