package org.nrnwheel.testing;

import java.util.Optional;
import java.util.Set;

/**
 * How wheels are tested, besides what a plan's step says. Immutable.
 *
 * @param environment where the wheel is installed
 * @param atOnce how many checks may run at once, at least 1
 * @param project the project's own tests, which follow those of the suite
 * @param dependencies which versions of the dependencies are chosen
 * @param only names of the checks to run, with those they go on from; none for all
 * @param index the index that the installation asks; nothing: the one that the step's variables name
 */
public record TestOptions(
        TestEnvironment environment,
        int atOnce,
        ProjectTests project,
        Dependencies dependencies,
        Set<String> only,
        Optional<IndexAccess> index) {
    /** A virtual environment, one check after the other. */
    public static final TestOptions STANDARD = new TestOptions(
            TestEnvironment.VENV, 1, ProjectTests.NONE, Dependencies.NEWEST, Set.of(), Optional.empty());

    /**
     * Checks the number.
     */
    public TestOptions {
        only = Set.copyOf(only);
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one check at a time: " + atOnce);
        }
    }
}
