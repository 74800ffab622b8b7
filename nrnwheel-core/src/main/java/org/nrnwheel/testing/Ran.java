package org.nrnwheel.testing;

import java.util.List;
import java.util.Set;
import org.nrnwheel.platform.Exit;

/**
 * A process that ended.
 *
 * @param command its command line, for people
 * @param exit how it ended
 * @param lines the last lines that it printed
 * @param missing expected patterns that no line matched
 * @param errors lines that matched a forbidden pattern, the first ones
 */
record Ran(String command, Exit exit, List<String> lines, Set<String> missing, List<String> errors) {
    boolean good() {
        return exit.successful() && missing.isEmpty() && errors.isEmpty();
    }
}
