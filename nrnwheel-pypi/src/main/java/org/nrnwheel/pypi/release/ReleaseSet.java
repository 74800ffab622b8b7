package org.nrnwheel.pypi.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.pypi.PublishedWheels;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;

/**
 * The gate of a release: a set of wheels may go out whole, or not at all. A set is an immutable value: every method gives a new one.
 * Safe for use by several threads.
 *
 * <pre>{@code
 * List<Path> wheels = ReleaseSet.expect(
 *                 List.of("3.9-3.13"),
 *                 List.of("manylinux_x86_64", "manylinux_aarch64", "macosx_x86_64", "macosx_arm64"),
 *                 List.of("neuron", "neuron-gpu"))
 *         .release("8.2.6")
 *         .evidence(Path.of("wheelhouse/.nrnwheel/report.json"))
 *         .previous(Path.of("published/8.2.4"))
 *         .require(wheels)
 *         .wheels();
 * }</pre>
 */
public final class ReleaseSet {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.pypi.release");

    private static final int LAST_MINOR = 99;

    private final ReleaseSettings settings;

    private ReleaseSet(ReleaseSettings settings) {
        this.settings = settings;
    }

    /**
     * Says which wheels make the release whole: each variant for each platform and Python. GPU variants, whose names end in
     * {@code -gpu}, are for Linux only.
     *
     * @param pythons selectors, e.g. {@code 3.9-3.13} or {@code cp311}
     * @param platforms platforms without versions: {@code manylinux_ARCH}, {@code musllinux_ARCH}, {@code macosx_ARCH}, {@code any}
     * @param variants names of projects as they are released, e.g. {@code neuron}, {@code neuron-gpu}
     * @return the set, of a release whose version is the wheels'
     * @throws InvalidRequestException when a list is empty, or a selector has no end
     */
    public static ReleaseSet expect(List<String> pythons, List<String> platforms, List<String> variants) {
        List<String> tags =
                pythons.stream().flatMap(ReleaseSet::tags).distinct().toList();
        if (tags.isEmpty() || platforms.isEmpty() || variants.isEmpty()) {
            throw new InvalidRequestException(
                    "a release has Pythons, platforms and projects",
                    "Name them: expect(List.of(\"3.9-3.13\"), List.of(\"manylinux_x86_64\"), List.of(\"neuron\")).");
        }
        return new ReleaseSet(ReleaseSettings.of(
                tags, platforms, variants.stream().map(WheelName::normalize).toList()));
    }

    private static Stream<String> tags(String text) {
        PythonSelector selector = new PythonSelector(text);
        if (selector.path().isPresent() || selector.matches(3, LAST_MINOR)) {
            throw new InvalidRequestException(
                    "'" + text + "' does not say which Pythons are expected", "Name them, as in 3.9-3.13 or cp311.");
        }
        return IntStream.range(0, LAST_MINOR)
                .filter(minor -> selector.matches(3, minor))
                .mapToObj(minor -> "cp3" + minor);
    }

    /**
     * Expects a release.
     *
     * @param released its version, {@code x.y.z}
     * @return the changed set
     * @throws InvalidRequestException when it is no version
     */
    public ReleaseSet release(String released) {
        Version parsed = Version.find(released)
                .orElseThrow(() ->
                        new InvalidRequestException("not a version: " + released, "Write it as x.y.z (PEP 440)."));
        return change(draft -> {
            draft.kind = ReleaseKind.RELEASE;
            draft.version = Optional.of(parsed);
        });
    }

    /**
     * Expects nightly wheels, of any one version.
     *
     * @return the changed set
     */
    public ReleaseSet nightly() {
        return change(draft -> {
            draft.kind = ReleaseKind.NIGHTLY;
            draft.version = Optional.empty();
        });
    }

    /**
     * Adds evidence that wheels were tested.
     *
     * @param paths reports of tests, matrices or builds as JSON, or directories with them
     * @return the changed set
     */
    public ReleaseSet evidence(Path... paths) {
        return change(draft -> draft.evidence = joined(draft.evidence, paths));
    }

    /**
     * Compares with the wheels that were published last.
     *
     * @param wheels those wheels
     * @return the changed set
     */
    public ReleaseSet previous(Path... wheels) {
        return change(draft -> draft.previous = joined(draft.previous, wheels));
    }

    /**
     * Compares with the newest version below the release's that an index has and that was not taken back; with pre-releases too when
     * nightly wheels are expected. Its wheels for the expected places are downloaded into the cache directory. That there is none is
     * a warning.
     *
     * @param index the index
     * @return the changed set
     */
    public ReleaseSet previousFrom(PublishedWheels index) {
        return change(draft -> draft.published = Optional.of(index));
    }

    /**
     * Says how much larger than its predecessor a wheel may be; without it 1.25 times.
     *
     * @param factor 1 or more
     * @return the changed set
     * @throws InvalidRequestException when it is less than 1
     */
    public ReleaseSet growth(double factor) {
        if (!(factor >= 1)) {
            throw new InvalidRequestException("wheels may at least stay as large as they are", "Give 1 or more.");
        }
        return change(draft -> draft.growth = factor);
    }

    /**
     * Says how wheels are audited, as with libraries that are excluded.
     *
     * @param changed the auditor
     * @return the changed set
     */
    public ReleaseSet auditor(WheelAuditor changed) {
        return change(draft -> draft.auditor = changed);
    }

    /**
     * Says what an index takes.
     *
     * @param changed the preflight
     * @return the changed set
     */
    public ReleaseSet preflight(Preflight changed) {
        return change(draft -> draft.preflight = changed);
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what happens
     * @return the changed set
     */
    public ReleaseSet listener(ReleaseListener listener) {
        return change(draft -> draft.listeners =
                Stream.concat(draft.listeners.stream(), Stream.of(listener)).toList());
    }

    /**
     * Lists what is expected.
     *
     * @return the slots, sorted
     */
    public List<ReleaseSlot> slots() {
        return settings.slots();
    }

    /**
     * Looks at the wheels of a release.
     *
     * @param wheels the wheels
     * @return the decision
     * @throws InvalidRequestException when a file is no wheel, or evidence cannot be read
     * @throws org.nrnwheel.wheel.InvalidWheelException when a wheel is damaged
     * @throws org.nrnwheel.index.IndexException when the wheels that were published last cannot be had
     */
    public ReleaseReport check(List<Path> wheels) {
        List<Candidate> candidates = wheels.stream().map(Candidate::of).toList();
        List<Finding> findings = new ArrayList<>();
        checks().forEach(check -> check.check(candidates, findings::add));
        return new ReleaseReport(slots(), wheels, findings.stream().sorted().toList());
    }

    /**
     * Looks at the wheels of a release and insists that they may go out.
     *
     * @param wheels the wheels
     * @return the decision
     * @throws ReleaseRefusedException when they may not
     * @throws InvalidRequestException as {@link #check} does
     */
    public ReleaseReport require(List<Path> wheels) {
        ReleaseReport report = check(wheels);
        if (!report.passed()) {
            throw new ReleaseRefusedException(report);
        }
        return report;
    }

    private List<ReleaseCheck> checks() {
        List<ReleaseSlot> slots = slots();
        Listeners<ReleaseEvent> events = events();
        List<Candidate> before = settings.previous().stream().map(Candidate::of).toList();
        return List.of(
                new MatrixCheck(slots),
                new VersionCheck(settings.kind(), settings.version()),
                new AuditCheck(settings.auditor(), settings.preflight(), events),
                new EvidenceCheck(Evidence.read(settings.evidence())),
                new GrowthCheck(
                        before,
                        settings.published()
                                .map(index -> new LastPublished(index, settings.kind(), settings.version(), slots)),
                        slots,
                        settings.growth(),
                        events));
    }

    private Listeners<ReleaseEvent> events() {
        List<Consumer<ReleaseEvent>> told = settings.listeners().stream()
                .<Consumer<ReleaseEvent>>map(listener -> listener::event)
                .toList();
        return new Listeners<>(
                told, e -> LOG.log(System.Logger.Level.WARNING, "a listener failed and is told no more", e));
    }

    private static List<Path> joined(List<Path> paths, Path... more) {
        return Stream.concat(paths.stream(), Stream.of(more)).toList();
    }

    private ReleaseSet change(Consumer<ReleaseSettings.Draft> edit) {
        return new ReleaseSet(settings.change(edit));
    }
}
