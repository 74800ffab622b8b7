package org.nrnwheel.plan;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a planner wants to know of a platform.
 *
 * @param tools programs to look for on PATH
 * @param paths absolute paths to look for; a {@code *} in one stands for any name of a directory, as a shell reads it
 * @param interpreters interpreters given by path, beside those that the platform finds by itself
 */
public record Inspection(Set<String> tools, Set<String> paths, List<Path> interpreters) {
    /**
     * Copies what can change.
     */
    public Inspection {
        tools = Collections.unmodifiableSet(new TreeSet<>(tools));
        paths = Collections.unmodifiableSet(new TreeSet<>(paths));
        interpreters = List.copyOf(interpreters);
    }
}
