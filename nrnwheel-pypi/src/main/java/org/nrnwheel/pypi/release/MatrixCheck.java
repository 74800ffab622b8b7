package org.nrnwheel.pypi.release;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;

/**
 * Every slot has one wheel, and every wheel a slot.
 *
 * @param slots what is expected
 */
record MatrixCheck(List<ReleaseSlot> slots) implements ReleaseCheck {
    @Override
    public void check(List<Candidate> wheels, Consumer<Finding> findings) {
        for (ReleaseSlot slot : slots) {
            List<Candidate> filling = wheels.stream()
                    .filter(wheel -> slot.isFilledBy(wheel.name()))
                    .toList();
            if (filling.isEmpty()) {
                findings.accept(finding(
                        "missing-wheel",
                        Optional.empty(),
                        "there is no wheel for " + slot,
                        "Build it, or expect it no more."));
            } else if (filling.size() > 1) {
                findings.accept(finding(
                        "several-wheels",
                        Optional.empty(),
                        "for " + slot + " there are "
                                + filling.stream().map(Candidate::file).collect(Collectors.joining(" and ")),
                        "Leave out all but one."));
            }
        }
        wheels.stream()
                .filter(wheel -> slots.stream().noneMatch(slot -> slot.isFilledBy(wheel.name())))
                .forEach(wheel -> findings.accept(finding(
                        "unexpected-wheel",
                        Optional.of(wheel.file()),
                        "nothing expects it: " + wheel.name().project() + " "
                                + String.join(".", wheel.name().pythons()) + "-"
                                + String.join(".", wheel.name().platforms()),
                        "Leave it out, or expect its project, Python and platform.")));
    }

    private static Finding finding(String id, Optional<String> file, String message, String fix) {
        return new Finding(id, Severity.ERROR, file, message, fix);
    }
}
