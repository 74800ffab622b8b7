package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The seam between a command and the way it is started: this host, an image root, a scheduler. A launcher that wraps
 * another one puts its own words before the argv, so launchers compose. Safe for use by several threads.
 */
@FunctionalInterface
public interface Launcher {
    /**
     * Starts a process without a shell, with an empty standard input and both output streams as pipes.
     *
     * @param argv the program and its arguments
     * @param environment the whole environment
     * @param directory the working directory
     * @return the process
     * @throws IOException when it cannot be started
     */
    Process launch(List<String> argv, Map<String, String> environment, Path directory) throws IOException;

    /**
     * Returns the words that go before a command which a person starts where commands of this launcher run.
     *
     * @param directory the working directory
     * @return the words, none when nothing need be said
     */
    default List<String> prefix(Path directory) {
        return List.of();
    }
}
