package org.nrnwheel.pypi.rst;

import java.util.Optional;

/**
 * Finds what an index refuses a description in reStructuredText for: its renderer ({@code readme_renderer}) stops at the first warning of
 * docutils. Not all of those are found; what is not certain is not said. The rules are those of docutils' specification of
 * reStructuredText; a test holds them against {@code readme_renderer}. Safe for use by several threads.
 */
public final class Review {
    /** Longer lines cost more than they tell. */
    private static final int LONGEST = 10_000;

    private Review() {}

    /**
     * Looks at a description.
     *
     * @param description the whole text
     * @return the first that a renderer stops at, or nothing
     */
    public static Optional<Fault> fault(String description) {
        Text text = Text.of(description);
        if (text.lines().stream().anyMatch(line -> line.text().length() > LONGEST)) {
            return Optional.empty();
        }
        try {
            new Document().read(text);
            return Optional.empty();
        } catch (Fault e) {
            return Optional.of(e);
        }
    }
}
