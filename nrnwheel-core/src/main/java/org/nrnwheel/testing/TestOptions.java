package org.nrnwheel.testing;

import java.util.Optional;

/**
 * How wheels are tested, besides what a plan's step says. Immutable.
 *
 * @param environment where the wheel is installed
 * @param atOnce how many checks may run at once, at least 1
 * @param project the project's own tests, which follow those of the suite
 * @param index the index that the installation asks; nothing: the one that the step's variables name
 */
public record TestOptions(TestEnvironment environment, int atOnce, ProjectTests project, Optional<IndexAccess> index) {
    /** A virtual environment, one check after the other. */
    public static final TestOptions STANDARD =
            new TestOptions(TestEnvironment.VENV, 1, ProjectTests.NONE, Optional.empty());

    /**
     * Checks the number.
     */
    public TestOptions {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one check at a time: " + atOnce);
        }
    }
}
