package org.nrnwheel.testing;

import java.util.List;

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
}
