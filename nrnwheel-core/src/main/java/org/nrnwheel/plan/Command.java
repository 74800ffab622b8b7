package org.nrnwheel.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One process to run, without a shell. The environment is whole: what is not listed is not inherited. Immutable.
 *
 * @param argv the program and its arguments
 * @param environment the whole environment, sorted by name
 * @param directory the working directory
 * @param timeLimit after which the whole process tree is ended; nothing for no limit
 */
public record Command(List<Value> argv, Map<String, Value> environment, Place directory, Optional<Duration> timeLimit) {
    /**
     * Copies what can change.
     */
    public Command {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
}
