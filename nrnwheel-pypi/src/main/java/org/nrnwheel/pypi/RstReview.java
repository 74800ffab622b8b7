package org.nrnwheel.pypi;

import java.util.Optional;

/**
 * Finds what an index refuses a description in reStructuredText for: its renderer ({@code readme_renderer}) stops at the first warning of
 * docutils. Not all of those are found; what is not certain is not said. The rules are those of docutils' specification of
 * reStructuredText; a test holds them against {@code readme_renderer}.
 */
final class RstReview {
    /** Longer lines cost more than they tell. */
    private static final int LONGEST = 10_000;

    private RstReview() {}

    /** Returns what a renderer stops at, or nothing. */
    static Optional<RstFault> fault(String description) {
        RstText text = RstText.of(description);
        if (text.lines().stream().anyMatch(line -> line.text().length() > LONGEST)) {
            return Optional.empty();
        }
        RstNames names = new RstNames();
        try {
            new RstBlocks(names).read(text);
            names.require();
            return Optional.empty();
        } catch (RstFault e) {
            return Optional.of(e);
        }
    }
}
