package org.nrnwheel.pypi.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.pypi.PublishedWheels;
import org.nrnwheel.tag.Version;

/**
 * What is asked of a release.
 *
 * @param pythons Python tags
 * @param platforms platforms without versions
 * @param variants normalised names of projects without {@code -nightly}
 * @param kind what is released
 * @param version its version; nothing: the one that all wheels have
 * @param evidence reports of tests
 * @param previous the wheels that were published last
 * @param published an index that has the version that was published last
 * @param growth how many times as large as those a wheel may be
 * @param auditor audits the wheels
 * @param preflight looks at what an index takes
 * @param listeners hear what happens
 */
record ReleaseSettings(
        List<String> pythons,
        List<String> platforms,
        List<String> variants,
        ReleaseKind kind,
        Optional<Version> version,
        List<Path> evidence,
        List<Path> previous,
        Optional<PublishedWheels> published,
        double growth,
        WheelAuditor auditor,
        Preflight preflight,
        List<ReleaseListener> listeners) {
    private static final double GROWTH = 1.25;

    ReleaseSettings {
        pythons = List.copyOf(pythons);
        platforms = List.copyOf(platforms);
        variants = List.copyOf(variants);
        evidence = List.copyOf(evidence);
        previous = List.copyOf(previous);
        listeners = List.copyOf(listeners);
    }

    static ReleaseSettings of(List<String> pythons, List<String> platforms, List<String> variants) {
        return new ReleaseSettings(
                pythons,
                platforms,
                variants,
                ReleaseKind.RELEASE,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                GROWTH,
                WheelAuditor.hermetic(),
                Preflight.ofPypi(),
                List.of());
    }

    /** The places that wheels must fill, sorted. GPU wheels are for Linux only. */
    List<ReleaseSlot> slots() {
        return variants.stream().flatMap(this::slots).sorted().toList();
    }

    private Stream<ReleaseSlot> slots(String variant) {
        return platforms.stream()
                .filter(platform -> !variant.endsWith("-gpu") || platform.contains("linux"))
                .flatMap(platform ->
                        pythons.stream().map(python -> new ReleaseSlot(kind.project(variant), python, platform)));
    }

    /** Makes changed settings. */
    ReleaseSettings change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return new ReleaseSettings(
                pythons,
                platforms,
                variants,
                draft.kind,
                draft.version,
                draft.evidence,
                draft.previous,
                draft.published,
                draft.growth,
                draft.auditor,
                draft.preflight,
                draft.listeners);
    }

    /** A mutable copy of what can change, used within one call of {@link #change}. */
    static final class Draft {
        ReleaseKind kind;
        Optional<Version> version;
        List<Path> evidence;
        List<Path> previous;
        Optional<PublishedWheels> published;
        double growth;
        WheelAuditor auditor;
        Preflight preflight;
        List<ReleaseListener> listeners;

        private Draft(ReleaseSettings from) {
            kind = from.kind;
            version = from.version;
            evidence = from.evidence;
            previous = from.previous;
            published = from.published;
            growth = from.growth;
            auditor = from.auditor;
            preflight = from.preflight;
            listeners = from.listeners;
        }
    }
}
