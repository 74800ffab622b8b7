package org.nrnwheel.repair;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of a repair.
 *
 * @param excludes sonames that are not grafted, with {@code *} and {@code ?} as in a shell
 * @param platformTag the tag to reach, e.g. {@code manylinux_2_28_x86_64}; without it the best that the wheel allows
 * @param exact whether the wheel gets that tag alone; otherwise a better one that it allows stands beside it
 */
public record RepairOptions(List<String> excludes, Optional<String> platformTag, boolean exact) {
    /** Excludes nothing and reaches for the best tag. */
    public static final RepairOptions STANDARD = new RepairOptions(List.of(), Optional.empty(), false);

    /** Copies the list. */
    public RepairOptions {
        excludes = List.copyOf(excludes);
    }
}
