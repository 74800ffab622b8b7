package org.nrnwheel.pypi.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.pypi.PublishedWheel;
import org.nrnwheel.pypi.PublishedWheels;
import org.nrnwheel.tag.Version;

/**
 * What an index has of the version before a release: of each project the newest one below it of which it has a wheel for one of the
 * places, and of that a wheel for each place. What was taken back does not count, and pre-releases for nightly wheels only.
 *
 * @param index the index
 * @param kind what is released
 * @param version the version that is released; nothing: the newest of the wheels
 * @param slots the places
 */
record LastPublished(PublishedWheels index, ReleaseKind kind, Optional<Version> version, List<ReleaseSlot> slots) {
    /** Downloads the wheels; that there is no earlier version is a finding. */
    List<Candidate> wheels(List<Candidate> released, Consumer<Finding> findings, Listeners<ReleaseEvent> events) {
        List<PublishedWheel> chosen = new ArrayList<>();
        for (String project :
                slots.stream().map(ReleaseSlot::project).distinct().toList()) {
            Optional<Version> own = version.or(() -> newest(released, project));
            if (own.isPresent()) {
                List<PublishedWheel> before = before(project, own.get());
                chosen.addAll(before);
                if (before.isEmpty()) {
                    findings.accept(none(project, own.get()));
                }
            }
        }
        Counter counter = new Counter(events, chosen.size());
        return index
                .download(chosen, wheel -> counter.tell(wheel.name().fileName(), ReleaseEvent.Downloading::new))
                .stream()
                .map(Candidate::of)
                .toList();
    }

    private static Optional<Version> newest(List<Candidate> released, String project) {
        return released.stream()
                .filter(wheel -> wheel.name().project().equals(project))
                .map(wheel -> wheel.name().parsedVersion())
                .max(Comparator.naturalOrder());
    }

    private List<PublishedWheel> before(String project, Version own) {
        List<ReleaseSlot> places =
                slots.stream().filter(slot -> slot.project().equals(project)).toList();
        List<PublishedWheel> earlier = index.of(project).stream()
                .filter(wheel -> !wheel.yanked() && isBefore(wheel.name().parsedVersion(), own))
                .filter(wheel -> places.stream().anyMatch(slot -> slot.isFilledBy(wheel.name())))
                .toList();
        Optional<Version> last =
                earlier.stream().map(wheel -> wheel.name().parsedVersion()).max(Comparator.naturalOrder());
        return places.stream()
                .flatMap(slot -> earlier.stream()
                        .filter(wheel -> last.equals(Optional.of(wheel.name().parsedVersion())))
                        .filter(wheel -> slot.isFilledBy(wheel.name()))
                        .limit(1))
                .distinct()
                .toList();
    }

    private boolean isBefore(Version version, Version own) {
        return version.compareTo(own) < 0 && (kind == ReleaseKind.NIGHTLY || !version.isPrerelease());
    }

    private static Finding none(String project, Version own) {
        return new Finding(
                "no-earlier-version",
                Severity.WARNING,
                Optional.empty(),
                "the index has no wheel of a version of " + project + " before " + own
                        + " for these Pythons and platforms: nothing says what changed",
                "See that it is the right index, and the name; the first release of a project has no predecessor.");
    }
}
