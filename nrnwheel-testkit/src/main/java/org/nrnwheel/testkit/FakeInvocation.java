package org.nrnwheel.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Command;
import org.nrnwheel.platform.Workspace;

/**
 * A command that was started, its values bound.
 *
 * @param workspace where
 * @param command as the plan has it
 * @param argv the arguments
 * @param environment the whole environment
 * @param directory the working directory
 */
public record FakeInvocation(
        Workspace workspace, Command command, List<String> argv, Map<String, String> environment, String directory) {
    /**
     * Copies what can change.
     */
    public FakeInvocation {
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
}
