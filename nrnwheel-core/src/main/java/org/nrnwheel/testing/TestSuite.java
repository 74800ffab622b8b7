package org.nrnwheel.testing;

import java.util.List;
import java.util.Optional;

/** A named list of checks for a kind of wheel. Implementations are stateless and safe for use by several threads. */
public interface TestSuite {
    /**
     * Returns the suite's name.
     *
     * @return e.g. {@code neuron}
     */
    String name();

    /**
     * Lists the checks that follow the installation, which every suite begins with.
     *
     * @param subject the installed wheel
     * @return the checks, in order, with different names
     */
    List<Check> checks(Subject subject);

    /**
     * Returns the program that finds out what the checks depend on. It runs after the installation and prints each fact as
     * {@code fact:NAME:VALUE}.
     *
     * @param subject the installed wheel
     * @return the program, or nothing when all is known
     */
    default Optional<Check.Run> survey(Subject subject) {
        return Optional.empty();
    }

    /**
     * Lists the resources of this package that the checks use; they are put into {@link Subject#helpers}.
     *
     * @return names of files
     */
    default List<String> helpers() {
        return List.of();
    }

    /**
     * Lists the files and directories of the project's source tree that the checks use where they are there.
     *
     * @return paths in the tree
     */
    default List<String> sourceFiles() {
        return List.of();
    }
}
