package org.nrnwheel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.pypi.PublishedWheels;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.pypi.release.ReleaseReport;
import org.nrnwheel.pypi.release.ReleaseSet;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides whether a set of wheels may be released. */
@Command(
        name = "release-gate",
        description = {
            "Says whether wheels may be released: the set is whole, of one version, audited, tested,",
            "not much larger than before, and an index would take it. All of it may go out, or nothing."
        },
        footer = {
            "",
            "Exit codes: 0 all may go out, 18 nothing may, 2 wrong request, 10 no wheel, 13 no earlier wheels.",
            "docs/releasing.md says more."
        })
final class ReleaseGateCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "WHEEL", description = "The wheels, or directories with them.")
    private List<Path> wheels = new ArrayList<>();

    @Option(
            names = "--python",
            required = true,
            paramLabel = "SELECTOR",
            description = "Pythons that are expected: 3.9-3.13, cp311. Repeatable.")
    private List<String> pythons = new ArrayList<>();

    @Option(
            names = "--platform",
            required = true,
            paramLabel = "PLATFORM",
            description = "Platforms that are expected: manylinux_x86_64, macosx_arm64, any. Repeatable.")
    private List<String> platforms = new ArrayList<>();

    @Option(
            names = "--project",
            required = true,
            paramLabel = "NAME",
            description = "Projects that are expected, without -nightly; those in -gpu on Linux only. Repeatable.")
    private List<String> projects = new ArrayList<>();

    @Option(names = "--release", paramLabel = "X.Y.Z", description = "The version that is released.")
    private Optional<String> release = Optional.empty();

    @Option(names = "--nightly", description = "Expect nightly names and a development version.")
    private boolean nightly;

    @Option(
            names = "--evidence",
            paramLabel = "PATH",
            description = "Reports of tests, matrices or builds as JSON, or directories with them. Repeatable.")
    private List<Path> evidence = new ArrayList<>();

    @Option(
            names = "--previous",
            paramLabel = "PATH",
            description = "The wheels that were published last, or directories with them. Repeatable.")
    private List<Path> previous = new ArrayList<>();

    @Option(
            names = "--previous-from",
            paramLabel = "INDEX",
            description = {
                "Compare with the newest earlier version in pypi, testpypi, a section of ~/.pypirc,",
                "or the index at a URL; its wheels are downloaded into the cache."
            })
    private Optional<String> previousFrom = Optional.empty();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--growth",
            paramLabel = "FACTOR",
            description = "How many times as large as before a wheel may be; default: 1.25.")
    private Optional<Double> growth = Optional.empty();

    @Option(
            names = "--largest",
            paramLabel = "MIB",
            description = "How large a wheel may be in the index, in MiB; default: 100.")
    private Optional<Integer> largest = Optional.empty();

    @Mixin
    private AuditorOptions auditing = new AuditorOptions();

    @Option(names = "--json", description = "Print docs/schemas/release-report.schema.json.")
    private boolean json;

    ReleaseGateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ReleaseReport report = report();
        console.answer(json ? report.toJson() : PlainText.of(report.toText()));
        return report.passed() ? 0 : ExitCodes.RELEASE_REFUSED;
    }

    private ReleaseReport report() {
        try (ReleaseProgress progress = new ReleaseProgress(console)) {
            return set().listener(progress).check(wheels(wheels).toList());
        }
    }

    private ReleaseSet set() {
        if (release.isPresent() == nightly) {
            throw new InvalidRequestException(
                    nightly ? "--release and --nightly exclude each other" : "it is not said what is released",
                    "Give --release X.Y.Z or --nightly.");
        }
        if (previousFrom.isEmpty() && trust.certificates(console).isPresent()) {
            throw new InvalidRequestException("--cert says nothing by itself", "Give --previous-from INDEX too.");
        }
        ReleaseSet set = ReleaseSet.expect(pythons, platforms, projects)
                .evidence(evidence.stream().map(console::absolute).toArray(Path[]::new))
                .previous(wheels(previous).toArray(Path[]::new))
                .auditor(auditing.auditor());
        set = release.isPresent() ? set.release(release.get()) : set.nightly();
        set = previousFrom.isPresent() ? set.previousFrom(published(previousFrom.get())) : set;
        set = growth.isPresent() ? set.growth(growth.get()) : set;
        return largest.isPresent() ? set.preflight(Preflight.ofPypi().largest(largest.get() * 1024L * 1024L)) : set;
    }

    private PublishedWheels published(String word) {
        String slash = word.endsWith("/") ? word : word + "/";
        Repository repository = word.contains("://")
                ? Repository.url(slash).index(slash)
                : Repository.named(word, console.environment());
        PublishedWheels index = PublishedWheels.in(repository).environment(console.environment());
        return trust.certificates(console).map(index::certificates).orElse(index);
    }

    private Stream<Path> wheels(List<Path> paths) {
        return paths.stream().map(console::absolute).flatMap(ReleaseGateCommand::wheels);
    }

    private static Stream<Path> wheels(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".whl")).sorted().toList().stream();
        } catch (IOException e) {
            throw new InvalidRequestException(path + " cannot be read: " + e, "Give wheels, or directories with them.");
        }
    }
}
