package org.nrnwheel.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;

/**
 * Fetches the wheel that an index has for an interpreter, by pip in a virtual environment of its own. Used by one thread.
 *
 * @param workspace where it goes
 * @param bindings values of variables
 * @param sink takes the output
 * @param mask hides secrets in errors
 */
public record WheelFetch(Workspace workspace, Bindings bindings, OutputSink sink, UnaryOperator<String> mask) {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int SHOWN = 8;
    private static final String VERSIONS = "Available versions:";

    /**
     * Fetches a wheel.
     *
     * @param requirement e.g. {@code neuron==9.0.2}
     * @param interpreter path of the interpreter
     * @param uv the program uv; nothing: venv is used
     * @param environment the environment of commands
     * @param index the index; nothing: the one that the environment names
     * @return the wheel, below {@code WORK}
     * @throws IndexException when the index has none that fits, or cannot be asked
     * @throws InterruptedException when the thread is interrupted; what ran has ended
     */
    public Place fetch(
            String requirement,
            String interpreter,
            Optional<Value> uv,
            Map<String, Value> environment,
            Optional<IndexAccess> index)
            throws InterruptedException {
        Layout layout = Layout.of("fetch");
        Map<String, Value> own = layout.cached(layout.bare(environment));
        Place tools = layout.venv();
        Place wheels = layout.base().resolve("wheels");
        make(requirement, interpreter, uv, own);
        List<Value> download = Words.of(
                tools.resolve("bin/python"),
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--dest",
                wheels,
                requirement);
        run(requirement, download, index.map(access -> access.in(own)).orElse(own));
        List<FileEntry> found = workspace.list(wheels, "*.whl");
        if (found.size() != 1) {
            throw new IndexException("pip fetched " + found.size() + " wheels of " + requirement, "Name one.", null);
        }
        return found.get(0).place();
    }

    /**
     * Lists the versions of a project that an index has for an interpreter.
     *
     * @param project its name
     * @param interpreter path of the interpreter
     * @param uv the program uv; nothing: venv is used
     * @param environment the environment of commands
     * @param index the index; nothing: the one that the environment names
     * @return the versions, the newest first
     * @throws IndexException when the index has none, or cannot be asked
     * @throws InterruptedException when the thread is interrupted; what ran has ended
     */
    public List<String> versions(
            String project,
            String interpreter,
            Optional<Value> uv,
            Map<String, Value> environment,
            Optional<IndexAccess> index)
            throws InterruptedException {
        Layout layout = Layout.of("fetch");
        Map<String, Value> own = layout.cached(layout.bare(environment));
        make(project, interpreter, uv, own);
        List<Value> argv = Words.of(layout.venv().resolve("bin/python"), "-m", "pip", "index", "versions", project);
        List<String> lines =
                run(project, argv, index.map(access -> access.in(own)).orElse(own));
        return lines.stream()
                .filter(line -> line.startsWith(VERSIONS))
                .flatMap(line ->
                        Stream.of(line.substring(VERSIONS.length()).strip().split("\\s*,\\s*", -1)))
                .toList();
    }

    private void make(String what, String interpreter, Optional<Value> uv, Map<String, Value> environment)
            throws InterruptedException {
        Place tools = Layout.of("fetch").venv();
        List<Value> argv = uv.map(
                        path -> Words.of(path, "venv", "--no-project", "--seed", "--python", interpreter, tools))
                .orElseGet(() -> Words.of(interpreter, "-m", "venv", tools));
        run(what, argv, environment);
    }

    private List<String> run(String requirement, List<Value> argv, Map<String, Value> environment)
            throws InterruptedException {
        Bench bench = new Bench(workspace, bindings, sink);
        Check.Run run = Check.Run.of(argv);
        Ran ran = bench.run(run, environment, Place.of(Place.Root.WORK), LIMIT);
        if (!ran.good()) {
            List<String> lines = ran.lines();
            String end = String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
            throw new IndexException(
                    mask.apply("cannot fetch " + requirement + ": " + ran.exit() + "\n" + end),
                    "See that the index has a wheel of it that fits this Python, and that its URL and password are right.",
                    null);
        }
        return ran.lines();
    }
}
