package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.tag.Architecture;

/** Reads architecture and C library off platform tags. */
final class PlatformTags {
    private PlatformTags() {}

    static Optional<Architecture> architecture(String tag) {
        return Stream.of(Architecture.values())
                .filter(architecture -> tag.endsWith("_" + architecture.token()))
                .findFirst();
    }

    /** The one architecture that all tags name, if it is one. */
    static Optional<Architecture> architecture(List<String> tags) {
        Set<Optional<Architecture>> named =
                tags.stream().map(PlatformTags::architecture).collect(Collectors.toSet());
        return named.size() == 1 ? named.iterator().next() : Optional.empty();
    }

    /** The one C library that tags name, if it is one. */
    static Optional<Libc> libc(List<String> tags) {
        Set<Libc> named = Stream.of(Libc.values())
                .filter(libc -> tags.stream().anyMatch(tag -> tag.startsWith(libc.prefix())))
                .collect(Collectors.toSet());
        return named.size() == 1 ? Optional.of(named.iterator().next()) : Optional.empty();
    }
}
