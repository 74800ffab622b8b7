package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;

/**
 * A platform tag that a wheel cannot have, and why.
 *
 * @param tag the tag, e.g. {@code manylinux_2_17_x86_64}
 * @param blockers every reason
 * @param singleChange what alone would give the wheel this tag, or nothing when it takes several changes
 */
public record TagStep(String tag, List<Blocker> blockers, Optional<String> singleChange) {
    /**
     * Copies the list.
     */
    public TagStep {
        blockers = List.copyOf(blockers);
    }
}
