package org.nrnwheel;

import java.util.List;
import java.util.Set;
import org.nrnwheel.testing.Dependencies;

/**
 * With which versions of the dependencies a wheel is tested, and by what.
 *
 * @param dependencies which versions are chosen
 * @param pins {@code NAME==VERSION} lines that hold besides
 * @param only names of the checks to run; none for all
 */
record VersionChoice(Dependencies dependencies, List<String> pins, Set<String> only) {
    static final VersionChoice TODAY = new VersionChoice(Dependencies.NEWEST, List.of(), Set.of());

    VersionChoice {
        pins = List.copyOf(pins);
        only = Set.copyOf(only);
    }

    VersionChoice with(Dependencies changed) {
        return new VersionChoice(changed, pins, only);
    }

    VersionChoice withPins(List<String> lines) {
        return new VersionChoice(dependencies, lines, only);
    }

    VersionChoice withOnly(Set<String> names) {
        return new VersionChoice(dependencies, pins, names);
    }
}
