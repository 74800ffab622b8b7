package org.nrnwheel.plan;

import java.util.List;
import java.util.Optional;

/**
 * Runs a command.
 *
 * @param name see {@link Step#name()}
 * @param command what to run
 * @param captures files that it leaves, for later steps
 * @param standardOutput where its standard output is kept as well, or nothing
 */
public record RunStep(String name, Command command, List<Capture> captures, Optional<Place> standardOutput)
        implements Step {
    /**
     * Copies the list.
     */
    public RunStep {
        captures = List.copyOf(captures);
    }

    /**
     * Makes a step that captures nothing.
     *
     * @param name see {@link Step#name()}
     * @param command what to run
     */
    public RunStep(String name, Command command) {
        this(name, command, List.of(), Optional.empty());
    }
}
