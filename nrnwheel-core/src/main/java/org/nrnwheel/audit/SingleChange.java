package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the one change that takes away everything that forbids a tag. */
final class SingleChange {
    private SingleChange() {}

    static Optional<String> of(List<Blocker> blockers) {
        if (blockers.isEmpty()) {
            return Optional.empty();
        }
        Set<Blocker.Kind> kinds = blockers.stream().map(Blocker::kind).collect(Collectors.toSet());
        if (blockers.size() == 1 && kinds.contains(Blocker.Kind.LIBRARY)) {
            return Optional.of("graft " + blockers.get(0).library() + " into the wheel");
        }
        if (blockers.size() == 1 && kinds.contains(Blocker.Kind.VERSION)) {
            Blocker only = blockers.get(0);
            return Optional.of(
                    "do without " + only.what() + " of " + only.library() + symbols(only) + " in " + files(only));
        }
        if (kinds.equals(Set.of(Blocker.Kind.ISA))) {
            return Optional.of("build " + files(blockers.get(0)) + " for the baseline instruction set");
        }
        if (kinds.equals(Set.of(Blocker.Kind.UCS2)) || kinds.equals(Set.of(Blocker.Kind.PYFPE))) {
            return Optional.of("build the wheel with another Python");
        }
        return oneFile(blockers, kinds);
    }

    /** Versions and symbols go away when their file is built on an older system. */
    private static Optional<String> oneFile(List<Blocker> blockers, Set<Blocker.Kind> kinds) {
        Set<String> files = blockers.stream().flatMap(b -> b.files().stream()).collect(Collectors.toSet());
        boolean rebuilt = Set.of(Blocker.Kind.VERSION, Blocker.Kind.SYMBOL).containsAll(kinds);
        return rebuilt && files.size() == 1
                ? Optional.of("build " + files.iterator().next() + " on an older system")
                : Optional.empty();
    }

    private static String symbols(Blocker blocker) {
        return blocker.symbols().isEmpty() ? "" : " (" + String.join(", ", blocker.symbols()) + ")";
    }

    private static String files(Blocker blocker) {
        return String.join(", ", blocker.files());
    }
}
