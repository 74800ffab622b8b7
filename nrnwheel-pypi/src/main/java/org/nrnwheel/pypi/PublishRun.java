package org.nrnwheel.pypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.nrnwheel.env.Environment;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.net.Trust;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.request.InvalidRequestException;

/** One publication. Used by one thread, once. */
final class PublishRun {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final PublishSettings settings;
    private final Environment environment;
    private final List<PublishListener> listeners;
    private final Hidden hidden = new Hidden();
    private final FirstRemedy remedy = new FirstRemedy();
    private Optional<Credentials> credentials = Optional.empty();

    PublishRun(PublishSettings settings, Environment environment, List<PublishListener> listeners) {
        this.settings = settings;
        this.environment = environment;
        this.listeners = listeners;
    }

    PublishReport run(List<Path> wheels) throws InterruptedException {
        Map<Path, UploadForm> forms = read(wheels);
        try (Http http = new Http(trust(), new Proxies(environment), settings.patience());
                Ledger ledger = Ledger.open(ledgerFile(wheels))) {
            Session session = session(http, ledger);
            List<PublishedFile> files = upload(session, forms);
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
        settings.preflight().ifPresent(preflight -> require(preflight, wheels));
        return forms;
    }

    private static void require(Preflight preflight, List<Path> wheels) {
        List<PreflightReport> refused = wheels.parallelStream()
                .map(preflight::check)
                .filter(report -> !report.passed())
                .toList();
        if (!refused.isEmpty()) {
            throw new PreflightFailedException(refused);
        }
    }

    private SSLContext trust() {
        List<Path> bundles = Stream.concat(
                        settings.certificates().stream(),
                        Stream.of("SSL_CERT_FILE", "TWINE_CERT", "REQUESTS_CA_BUNDLE")
                                .flatMap(name -> environment.variable(name).stream())
                                .map(file -> environment.workingDirectory().resolve(file)))
                .distinct()
                .toList();
        try {
            return Trust.context(bundles);
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidRequestException(
                    "the certificates cannot be used: " + e.getMessage(), "Give a file of certificates in PEM form.");
        }
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
                new Events(listeners),
                new Gate(),
                new Backoff(settings.firstPause(), LONGEST_PAUSE, RandomGenerator.getDefault()),
                hidden);
    }

    /** The smallest first and alone: it shows whether the index takes us, and makes a project that is new there. */
    private List<PublishedFile> upload(Session session, Map<Path, UploadForm> forms) throws InterruptedException {
        Path first = forms.keySet().stream()
                .min(Comparator.comparing((Path file) -> file.toFile().length()).thenComparing(file -> file))
                .orElseThrow();
        Map<Path, PublishedFile> done = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(settings.atOnce(), work -> {
            Thread thread = new Thread(work, "nrnwheel-publish");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Path, Future<PublishedFile>> running = new LinkedHashMap<>();
            running.put(first, threads.submit(() -> publish(session, first, Objects.requireNonNull(forms.get(first)))));
            done.put(first, get(Objects.requireNonNull(running.get(first))));
            forms.forEach((file, form) -> {
                if (!file.equals(first)) {
                    running.put(file, threads.submit(() -> publish(session, file, form)));
                }
            });
            for (Map.Entry<Path, Future<PublishedFile>> entry : running.entrySet()) {
                done.put(entry.getKey(), get(entry.getValue()));
            }
        } finally {
            threads.shutdownNow();
        }
        List<PublishedFile> files = new ArrayList<>();
        forms.keySet().forEach(file -> files.add(Objects.requireNonNull(done.get(file))));
        return files;
    }

    private static PublishedFile get(Future<PublishedFile> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private PublishedFile publish(Session session, Path file, UploadForm form) throws InterruptedException {
        String name = String.valueOf(file.getFileName());
        if (remedy.isSet()) {
            return new PublishedFile(
                    name, "", 0, Outcome.NOT_TRIED, 0, Duration.ZERO, false, Optional.of("another wheel failed"));
        }
        PublishedFile result = publishOrSayWhy(session, file, form);
        session.events().tell(new PublishEvent.Ended(name, result));
        return result;
    }

    private PublishedFile publishOrSayWhy(Session session, Path file, UploadForm form) throws InterruptedException {
        FileUpload upload;
        try {
            upload = new FileUpload(session, file, form);
        } catch (IOException e) {
            remedy.set("Let the file be readable.");
            String reason = file + " cannot be read: " + e;
            return new PublishedFile(
                    String.valueOf(file.getFileName()),
                    "",
                    0,
                    Outcome.FAILED,
                    0,
                    Duration.ZERO,
                    false,
                    Optional.of(reason));
        }
        try {
            return upload.run();
        } catch (Failure e) {
            remedy.set(e.remedy());
            return upload.failed(hidden.in(e.reason()));
        } catch (WheelException e) {
            remedy.set(e.remedy());
            return upload.failed(hidden.in(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            remedy.set("Let the wheel be readable and the ledger writable, with room on the disk.");
            return upload.failed(hidden.in(e.toString()));
        }
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
