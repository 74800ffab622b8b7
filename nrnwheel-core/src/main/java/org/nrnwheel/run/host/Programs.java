package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;

/** Looks programs up, as a shell would. */
public final class Programs {
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/bin"), Path.of("/bin"));
    private static final Pattern COLON = Pattern.compile(":");

    private Programs() {}

    /** Finds a program on PATH. */
    static Optional<Path> onPath(Environment environment, String name) {
        return first(environment.path().stream(), name);
    }

    /**
     * Finds a program on PATH or in the system's directories.
     *
     * @param environment says what PATH is
     * @param name the program
     * @return its path, if it is there
     */
    public static Optional<Path> onSystem(Environment environment, String name) {
        return first(Stream.concat(environment.path().stream(), SYSTEM.stream()), name);
    }

    /** Finds the file that a command's first word means. */
    static Optional<String> resolve(String word, Map<String, String> environment, Path directory) {
        if (word.contains("/")) {
            Path file = directory.resolve(word);
            return runnable(file) ? Optional.of(file.toString()) : Optional.empty();
        }
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        return first(COLON.splitAsStream(path).filter(entry -> !entry.isEmpty()).map(directory::resolve), word)
                .map(Path::toString);
    }

    /** Makes the failure of a command whose first word means no program. */
    static IOException missing(String word) {
        return new IOException("no program " + word + " on the command's PATH");
    }

    static boolean runnable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static Optional<Path> first(Stream<Path> directories, String name) {
        return directories
                .map(directory -> directory.resolve(name))
                .filter(Programs::runnable)
                .findFirst();
    }
}
