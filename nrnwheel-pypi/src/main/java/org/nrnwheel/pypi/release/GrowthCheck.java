package org.nrnwheel.pypi.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.concurrent.LargestFirst;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.diff.LibraryChange;
import org.nrnwheel.diff.LibraryState;
import org.nrnwheel.diff.WheelDiff;

/**
 * What became of each wheel since the version that was published last: how much it grew, which libraries came and went, which symbols
 * its libraries no longer have.
 *
 * @param known wheels of that version
 * @param published where more of them are
 * @param slots what is released
 * @param growth how many times as large a wheel may be
 * @param events hears which wheel is compared
 */
record GrowthCheck(
        List<Candidate> known,
        Optional<LastPublished> published,
        List<ReleaseSlot> slots,
        double growth,
        Listeners<ReleaseEvent> events)
        implements ReleaseCheck {
    private static final int SHOWN = 5;

    @Override
    public void check(List<Candidate> wheels, Consumer<Finding> findings) {
        List<Candidate> before = Stream.concat(
                        known.stream(),
                        published.stream().flatMap(index -> index.wheels(wheels, findings, events).stream()))
                .toList();
        List<Candidate> compared = wheels.stream()
                .filter(wheel -> before(before, wheel).isPresent())
                .toList();
        Counter counter = new Counter(events, compared.size());
        LargestFirst.each(compared, Candidate::size, Runtime.getRuntime().availableProcessors(), wheel -> {
                    counter.tell(wheel.file(), ReleaseEvent.Comparing::new);
                    List<Finding> found = new ArrayList<>();
                    before(before, wheel).ifPresent(old -> compare(old, wheel, found::add));
                    return found;
                })
                .forEach(found -> found.forEach(findings));
    }

    private Optional<Candidate> before(List<Candidate> before, Candidate wheel) {
        return slots.stream()
                .filter(slot -> slot.isFilledBy(wheel.name()))
                .flatMap(slot -> before.stream().filter(old -> slot.isFilledBy(old.name())))
                .findFirst();
    }

    private void compare(Candidate old, Candidate wheel, Consumer<Finding> findings) {
        if (wheel.size() > old.size() * growth) {
            findings.accept(new Finding(
                    "grown",
                    Severity.ERROR,
                    Optional.of(wheel.file()),
                    String.format(
                            Locale.ROOT,
                            "it has %.1f MiB, that is %.2f times %s",
                            wheel.size() / 1048576.0,
                            (double) wheel.size() / old.size(),
                            old.file()),
                    "See what grew (nrnwheel diff OLD NEW); allow more by --growth if that is meant."));
        }
        libraries(old, wheel, WheelDiff.between(old.path(), wheel.path()), findings);
    }

    private static void libraries(Candidate old, Candidate wheel, WheelDiff diff, Consumer<Finding> findings) {
        List<String> came = new ArrayList<>();
        List<String> went = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (LibraryChange change : diff.libraries()) {
            if (change.before().isEmpty()) {
                came.add(change.path());
            } else if (change.after().isEmpty()) {
                change.before().map(LibraryState::path).ifPresent(went::add);
            } else {
                change.exported().removed().forEach(symbol -> lost.add(symbol + " of " + change.path()));
            }
        }
        if (!came.isEmpty() || !went.isEmpty()) {
            findings.accept(changed(
                    "changed-libraries",
                    wheel,
                    "since " + old.file() + " it has gained " + some(came) + " and lost " + some(went)));
        }
        if (!lost.isEmpty()) {
            findings.accept(changed("lost-symbols", wheel, "since " + old.file() + " it has lost " + some(lost)));
        }
    }

    private static Finding changed(String id, Candidate wheel, String message) {
        return new Finding(
                id,
                Severity.WARNING,
                Optional.of(wheel.file()),
                message,
                "See whether that is meant: nrnwheel diff OLD NEW.");
    }

    private static String some(List<String> names) {
        if (names.isEmpty()) {
            return "nothing";
        }
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
