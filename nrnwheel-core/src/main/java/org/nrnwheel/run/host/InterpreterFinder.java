package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;

/**
 * Finds this host's Pythons: given ones, {@code /opt/python} of the manylinux images, PATH, pyenv, uv, macOS Frameworks, and
 * those that nrnwheel provisioned. Each is asked once, all side by side; broken ones are left out.
 */
public final class InterpreterFinder {
    /** In which order origins are preferred. */
    enum Origin {
        GIVEN,
        MANYLINUX,
        PATH,
        PYENV,
        UV,
        FRAMEWORK,
        PROVISIONED;

        String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern ON_PATH = Pattern.compile("python3(?:\\.\\d+t?)?|pypy3(?:\\.\\d+)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d+)");

    private final Environment environment;
    private final InterpreterQuery query;

    /**
     * Makes a finder.
     *
     * @param environment the process environment
     */
    public InterpreterFinder(Environment environment) {
        this.environment = environment;
        this.query = new InterpreterQuery(environment);
    }

    /**
     * Finds interpreters.
     *
     * @param given further ones, by path
     * @return by version, best first for each ABI tag
     */
    public List<Interpreter> find(List<Path> given) {
        Map<Path, Candidate> candidates = new LinkedHashMap<>();
        candidates(given)
                .forEach(
                        candidate -> real(candidate.path()).ifPresent(real -> candidates.putIfAbsent(real, candidate)));
        Map<Path, Interpreter> found = new LinkedHashMap<>();
        Parallel.map("python", List.copyOf(candidates.values()), this::ask).stream()
                .flatMap(Optional::stream)
                .forEach(interpreter -> real(Path.of(interpreter.executable()))
                        .ifPresent(real -> found.putIfAbsent(real, interpreter)));
        return found.values().stream().sorted(order()).toList();
    }

    private Optional<Interpreter> ask(Candidate candidate) {
        return query.ask(candidate.path(), candidate.origin());
    }

    /**
     * The order: by version and ABI; then given ones, those that can compile, by origin, newest first. The sort is stable:
     * what stands first on PATH stays first.
     */
    static Comparator<Interpreter> order() {
        return Comparator.comparing(Interpreter::implementation)
                .thenComparingInt(Interpreter::major)
                .thenComparingInt(Interpreter::minor)
                .thenComparing(Interpreter::abiTag)
                .thenComparing(interpreter -> !interpreter.origin().equals(Origin.GIVEN.token()))
                .thenComparing(interpreter -> !interpreter.headers())
                .thenComparing(InterpreterFinder::origin)
                .thenComparing(InterpreterFinder::patch, Comparator.reverseOrder());
    }

    private static Origin origin(Interpreter interpreter) {
        return Origin.valueOf(interpreter.origin().toUpperCase(Locale.ROOT));
    }

    /** The last number of a version, 0 where the order of PATH counts. */
    private static int patch(Interpreter interpreter) {
        if (origin(interpreter).compareTo(Origin.PATH) <= 0) {
            return 0;
        }
        return DIGITS.matcher(interpreter.version())
                .results()
                .skip(2)
                .findFirst()
                .map(match -> Integer.parseInt(match.group()))
                .orElse(0);
    }

    private List<Candidate> candidates(List<Path> given) {
        List<Candidate> all = new ArrayList<>();
        add(
                all,
                Origin.GIVEN,
                given.stream().map(path -> environment.workingDirectory().resolve(path)));
        add(all, Origin.MANYLINUX, pythons(Path.of("/opt/python"), "bin/python"));
        add(all, Origin.PATH, environment.path().stream().flatMap(InterpreterFinder::onPath));
        add(all, Origin.PYENV, pyenvRoots().flatMap(root -> pythons(root.resolve("versions"), "bin/python")));
        add(all, Origin.UV, uvRoots().flatMap(root -> pythons(root, "bin/python3")));
        add(all, Origin.FRAMEWORK, frameworks());
        add(all, Origin.PROVISIONED, pythons(environment.dataDirectory().resolve("pythons"), "bin/python"));
        return all;
    }

    private static void add(List<Candidate> all, Origin origin, Stream<Path> paths) {
        paths.map(path -> new Candidate(path, origin)).forEach(all::add);
    }

    private static Stream<Path> onPath(Path directory) {
        // What pyenv and asdf put there are scripts that choose by directory and environment, no interpreters.
        return directory.endsWith("shims")
                ? Stream.empty()
                : children(directory)
                        .filter(file ->
                                ON_PATH.matcher(file.getFileName().toString()).matches())
                        .sorted(Comparator.comparing(Path::toString).reversed());
    }

    private Stream<Path> pyenvRoots() {
        return Stream.concat(
                environment.variable("PYENV_ROOT").map(Path::of).stream(),
                Stream.of(environment.home().resolve(".pyenv")));
    }

    private Stream<Path> uvRoots() {
        Path data = environment
                .variable("XDG_DATA_HOME")
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".local/share"));
        return Stream.concat(
                environment.variable("UV_PYTHON_INSTALL_DIR").map(Path::of).stream(),
                Stream.of(data.resolve("uv/python")));
    }

    private static Stream<Path> frameworks() {
        return Stream.of("Python", "PythonT")
                .map(name -> Path.of("/Library/Frameworks/" + name + ".framework/Versions"))
                .flatMap(versions -> pythons(versions, "bin/python3"));
    }

    private static Stream<Path> pythons(Path root, String relative) {
        return children(root)
                .filter(directory -> !directory.getFileName().toString().startsWith("."))
                .sorted()
                .map(directory -> directory.resolve(relative));
    }

    private static Stream<Path> children(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? Stream.empty() : Arrays.stream(names).map(directory::resolve);
    }

    private static Optional<Path> real(Path path) {
        try {
            return Files.isExecutable(path) ? Optional.of(path.toRealPath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private record Candidate(Path path, Origin origin) {}
}
