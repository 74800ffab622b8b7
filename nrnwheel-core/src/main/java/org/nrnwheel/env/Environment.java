package org.nrnwheel.env;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The process environment and the few system properties that nrnwheel reads, as one immutable value that is passed in.
 * Nothing else in the library reads the process environment. Safe for use by several threads.
 *
 * @param variables the environment variables
 * @param properties the system properties {@code os.name}, {@code os.arch}, {@code user.home}, {@code user.dir},
 *     {@code java.io.tmpdir} and {@code java.home}
 */
public record Environment(Map<String, String> variables, Map<String, String> properties) {
    private static final List<String> PROPERTIES =
            List.of("os.name", "os.arch", "user.home", "user.dir", "java.io.tmpdir", "java.home");

    /**
     * Copies both maps.
     *
     * @param variables the environment variables
     * @param properties the system properties
     */
    public Environment {
        variables = Map.copyOf(variables);
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the environment of this process, once.
     *
     * @return the environment as it is now
     */
    public static Environment system() {
        Map<String, String> properties = new TreeMap<>();
        for (String name : PROPERTIES) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new Environment(System.getenv(), properties);
    }

    /**
     * Makes this environment with other variables.
     *
     * @param changed the variables to have instead
     * @return the changed environment
     */
    public Environment withVariables(Map<String, String> changed) {
        return new Environment(changed, properties);
    }

    /**
     * Makes this environment with one variable set.
     *
     * @param name the variable
     * @param value its value
     * @return the changed environment
     */
    public Environment withVariable(String name, String value) {
        Map<String, String> changed = new TreeMap<>(variables);
        changed.put(name, value);
        return withVariables(changed);
    }

    /**
     * Returns a variable that is set and not empty.
     *
     * @param name the variable
     * @return its value, or nothing when unset or empty
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Returns the directories of {@code PATH}, in order, relative ones left out: what a relative one means depends on
     * the directory a command runs in.
     *
     * @return absolute directories, perhaps missing on disk
     */
    public List<Path> path() {
        return variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(Pattern.quote(File.pathSeparator), -1)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }

    /**
     * Returns the user's home directory: {@code HOME}, else the system property.
     *
     * @return the home directory
     */
    public Path home() {
        return Path.of(variable("HOME").orElseGet(() -> property("user.home")));
    }

    /**
     * Returns the working directory of this process.
     *
     * @return an absolute directory
     */
    public Path workingDirectory() {
        return Path.of(property("user.dir")).toAbsolutePath();
    }

    /**
     * Returns the directory for temporary files: {@code TMPDIR}, else the system property.
     *
     * @return the directory
     */
    public Path temporaryDirectory() {
        return Path.of(variable("TMPDIR").orElseGet(() -> property("java.io.tmpdir")));
    }

    /**
     * Returns nrnwheel's cache directory: {@code NRNWHEEL_CACHE}, else {@code nrnwheel} in {@code XDG_CACHE_HOME} or
     * {@code ~/.cache} (XDG Base Directory Specification). What is in it can be made again.
     *
     * @return the directory, perhaps missing on disk
     */
    public Path cacheDirectory() {
        return variable("NRNWHEEL_CACHE")
                .map(Path::of)
                .orElseGet(() -> xdg("XDG_CACHE_HOME", ".cache").resolve("nrnwheel"));
    }

    /**
     * Returns nrnwheel's data directory, where provisioned Pythons live: {@code NRNWHEEL_DATA}, else {@code nrnwheel}
     * in {@code XDG_DATA_HOME} or {@code ~/.local/share}.
     *
     * @return the directory, perhaps missing on disk
     */
    public Path dataDirectory() {
        return variable("NRNWHEEL_DATA")
                .map(Path::of)
                .orElseGet(() -> xdg("XDG_DATA_HOME", ".local/share").resolve("nrnwheel"));
    }

    /**
     * Returns a system property of those that are kept.
     *
     * @param name one of the names above
     * @return its value, empty when unset
     */
    public String property(String name) {
        return properties.getOrDefault(name, "");
    }

    private Path xdg(String name, String underHome) {
        return variable(name).map(Path::of).filter(Path::isAbsolute).orElseGet(() -> home().resolve(underHome));
    }

    /**
     * Names the variables only: values may hold credentials.
     *
     * @return the names of the variables
     */
    @Override
    public String toString() {
        return "Environment" + new TreeMap<>(variables).keySet();
    }
}
