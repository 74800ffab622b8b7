package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.pypi.PublishFailedException;
import org.nrnwheel.pypi.PublishReport;
import org.nrnwheel.pypi.PublishedFile;
import org.nrnwheel.pypi.PypiPublisher;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads wheels to an index. */
@Command(
        name = "publish",
        description = "Uploads wheels to a package index; a run that was killed goes on with the rest.",
        footer = {
            "",
            "Credentials are looked for in the URL, NRNWHEEL_TOKEN, NRNWHEEL_USERNAME and",
            "NRNWHEEL_PASSWORD, TWINE_USERNAME and TWINE_PASSWORD, and ~/.pypirc, in this order.",
            "",
            "Exit codes: 0 every wheel is in the index, 17 one is not, 19 it would be refused,",
            "10 no wheel, 13 a directory's index, 2 wrong request. docs/exit-codes.md says what to do."
        })
final class PublishCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "WHEEL", description = "The wheels.")
    private List<Path> wheels = new ArrayList<>();

    @Option(
            names = {"-r", "--repository"},
            paramLabel = "NAME",
            description = "pypi, testpypi, or a section of ~/.pypirc.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--repository-url",
            paramLabel = "URL",
            description = "The URL of an upload API; or a directory, for a static index.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--index-url",
            paramLabel = "URL",
            description = "Where the index is read; default: simple/ beside legacy/ or below the repository's URL.")
    private Optional<String> index = Optional.empty();

    @Option(
            names = "--skip-existing",
            description = "Do not send what the index has with the same hash; another file of that name is an error.")
    private boolean skipExisting;

    @Option(names = "--verify", description = "See afterwards that the index serves each wheel with its hash.")
    private boolean verify;

    @Option(
            names = "--install",
            paramLabel = "PYTHON",
            description = "Then install each version into a fresh environment, and compare it with our wheel.")
    private Optional<String> python = Optional.empty();

    @Option(
            names = "--trusted-publishing",
            description = "Upload as the job of GitHub or GitLab that this runs in, without a token.")
    private boolean trustedPublishing;

    @Option(names = "--attestations", description = "Send the files WHEEL.*.attestation too.")
    private boolean attestations;

    @Option(
            names = "--preflight",
            negatable = true,
            description = "Find first what PyPI would refuse; default: for pypi and testpypi.")
    private Optional<Boolean> preflight = Optional.empty();

    @Option(
            names = "--largest",
            paramLabel = "MIB",
            description = "In the preflight: how large a wheel may be, in MiB; default: 100.")
    private Optional<Integer> largest = Optional.empty();

    @Option(names = "--dry-run", description = "Read wheels and index, and send nothing.")
    private boolean dryRun;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "4", description = "Uploads at once; default: 4.")
    private int jobs = 4;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "What was done; default: .nrnwheel/publish.jsonl beside the first wheel.")
    private Optional<Path> ledger = Optional.empty();

    @Option(names = "--json", description = "Print docs/schemas/publish-report.schema.json.")
    private boolean json;

    PublishCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (PublishProgress progress = new PublishProgress(console)) {
            answer(publisher(progress).publish(console.absolute(wheels)));
            return 0;
        } catch (PublishFailedException e) {
            answer(e.report());
            throw e;
        }
    }

    private PypiPublisher publisher(PublishProgress progress) {
        PypiPublisher publisher = PypiPublisher.to(repository())
                .environment(console.environment())
                .atOnce(jobs)
                .listener(progress);
        publisher = skipExisting ? publisher.skipExisting() : publisher;
        publisher = verify ? publisher.verify() : publisher;
        publisher = python.isPresent() ? publisher.install(python.get()) : publisher;
        publisher = trustedPublishing ? publisher.trustedPublishing() : publisher;
        publisher = attestations ? publisher.attestations() : publisher;
        publisher = preflight(publisher);
        publisher = dryRun ? publisher.dryRun() : publisher;
        publisher = trust.certificates(console).map(publisher::certificates).orElse(publisher);
        return ledger.isPresent() ? publisher.ledger(console.absolute(ledger.get())) : publisher;
    }

    private PypiPublisher preflight(PypiPublisher publisher) {
        if (preflight.isPresent() && !preflight.get()) {
            return publisher.withoutPreflight();
        }
        Preflight asked = largest.map(mib -> Preflight.ofPypi().largest(mib * 1024L * 1024L))
                .orElseGet(Preflight::ofPypi);
        return preflight.isPresent() || largest.isPresent() ? publisher.preflight(asked) : publisher;
    }

    private Repository repository() {
        if (name.isPresent() == url.isPresent()) {
            throw new InvalidRequestException(
                    name.isPresent()
                            ? "--repository and --repository-url exclude each other"
                            : "no repository is named",
                    "Give --repository testpypi, --repository pypi, or --repository-url URL.");
        }
        Repository repository =
                name.map(word -> Repository.named(word, console.environment())).orElseGet(() -> at(url.orElseThrow()));
        return index.map(repository::index).orElse(repository);
    }

    private Repository at(String word) {
        return word.contains("://") ? Repository.url(word) : Repository.directory(console.absolute(Path.of(word)));
    }

    private void answer(PublishReport report) {
        console.answer(json ? report.toJson() : PlainText.of(text(report)));
    }

    private static String text(PublishReport report) {
        StringBuilder text = new StringBuilder();
        for (PublishedFile file : report.files()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-13s %s (%.1f MB%s)%s%s%n",
                    file.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    file.file(),
                    file.size() / 1e6,
                    file.attempts() > 1 ? ", " + file.attempts() + " attempts" : "",
                    file.verified() ? ", the index serves it" : "",
                    file.reason().map(why -> ": " + why).orElse("")));
        }
        report.installed()
                .forEach(file -> text.append("installed     ").append(file).append(": what is there is our wheel\n"));
        return text.toString();
    }
}
