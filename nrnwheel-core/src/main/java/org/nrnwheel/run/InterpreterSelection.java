package org.nrnwheel.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.recipe.Recipe;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.source.SourceTree;
import org.nrnwheel.tag.Architecture;

/** Chooses the interpreters of a platform that wheels are built for: one for each ABI, the inventory's best. */
final class InterpreterSelection {
    private static final int VERSIONS = 100;

    private final Recipe recipe;
    private final SourceTree tree;
    private final Inventory inventory;
    private final Path workingDirectory;
    private final Set<Interpreter> chosen = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private InterpreterSelection(Recipe recipe, SourceTree tree, Inventory inventory, Path workingDirectory) {
        this.recipe = recipe;
        this.tree = tree;
        this.inventory = inventory;
        this.workingDirectory = workingDirectory;
    }

    /**
     * What was chosen.
     *
     * @param interpreters the interpreters, in the inventory's order
     * @param problems why some of them cannot be built with
     */
    record Selected(List<Interpreter> interpreters, List<Problem> problems) {}

    /**
     * Chooses.
     *
     * @throws InvalidRequestException when a selector matches nothing, or two paths are of one ABI
     */
    static Selected of(
            BuildRequest request, Recipe recipe, SourceTree tree, Inventory inventory, Path workingDirectory) {
        InterpreterSelection selection = new InterpreterSelection(recipe, tree, inventory, workingDirectory);
        if (request.pythons().isEmpty()) {
            selection.all();
        }
        request.pythons().forEach(selection::select);
        selection.refuseTwins();
        List<Interpreter> ordered = inventory.interpreters().stream()
                .filter(selection.chosen::contains)
                .toList();
        return new Selected(ordered, selection.problems);
    }

    private void all() {
        chosen.addAll(usable(inventory.interpreters()));
        if (chosen.isEmpty()) {
            problems.add(new Problem(
                    "python", "no Python here can build this project; there are: " + listing(), install("3")));
        }
    }

    private void select(PythonSelector selector) {
        List<Interpreter> matching = inventory.interpreters().stream()
                .filter(interpreter -> matches(selector, interpreter))
                .toList();
        if (matching.isEmpty()) {
            throw new InvalidRequestException(
                    "no Python matches '" + selector + "'; there are: " + listing(),
                    "Select one of these, or add one: nrnwheel pythons add VERSION.");
        }
        List<Interpreter> usable = selector.path().isPresent() ? List.of() : usable(matching);
        if (usable.isEmpty()) {
            takeAsItIs(selector, matching);
        }
        chosen.addAll(usable);
    }

    /** What was asked for by name is planned for even when it cannot be built with: the plan says why. */
    private void takeAsItIs(PythonSelector selector, List<Interpreter> matching) {
        for (Interpreter interpreter : explicit(selector) ? matching.subList(0, 1) : best(matching)) {
            recipe.unsupported(tree, interpreter)
                    .ifPresent(reason -> problems.add(new Problem(
                            "python",
                            "Python " + name(interpreter) + " is not supported: " + reason,
                            "Select another Python.")));
            if (!interpreter.headers()) {
                problems.add(new Problem(
                        "python-headers",
                        "Python " + name(interpreter) + " has no headers (Python.h)",
                        install(interpreter.major() + "." + interpreter.minor())));
            }
            chosen.add(interpreter);
        }
    }

    private List<Interpreter> usable(List<Interpreter> candidates) {
        return best(candidates.stream()
                .filter(Interpreter::headers)
                .filter(interpreter -> interpreter.implementation().equals("cpython"))
                .filter(this::fits)
                .filter(interpreter -> recipe.unsupported(tree, interpreter).isEmpty())
                .toList());
    }

    private boolean fits(Interpreter interpreter) {
        return interpreter.architecture() == inventory.architecture()
                || interpreter.architecture() == Architecture.UNIVERSAL2;
    }

    /** The first for each ABI: an inventory lists the best first. */
    private static List<Interpreter> best(List<Interpreter> candidates) {
        Map<String, Interpreter> first = new LinkedHashMap<>();
        candidates.forEach(interpreter -> first.putIfAbsent(interpreter.abiTag(), interpreter));
        return List.copyOf(first.values());
    }

    private boolean matches(PythonSelector selector, Interpreter interpreter) {
        return selector.path()
                .map(path -> workingDirectory.resolve(path).normalize().toString())
                .map(path ->
                        Path.of(interpreter.executable()).normalize().toString().equals(path))
                .orElseGet(() -> selector.matches(interpreter.major(), interpreter.minor()));
    }

    /** Whether a selector can mean one version only. */
    private static boolean explicit(PythonSelector selector) {
        return selector.path().isPresent()
                || IntStream.range(0, VERSIONS)
                                .filter(minor -> selector.matches(3, minor))
                                .count()
                        == 1;
    }

    private void refuseTwins() {
        Map<String, List<Interpreter>> byAbi = chosen.stream().collect(Collectors.groupingBy(Interpreter::abiTag));
        byAbi.forEach((abi, twins) -> {
            if (twins.size() > 1) {
                throw new InvalidRequestException(
                        "these are all " + abi + ", so their wheels would have one name: "
                                + twins.stream().map(Interpreter::executable).collect(Collectors.joining(", ")),
                        "Select one of them.");
            }
        });
    }

    private String install(String version) {
        String provision = "nrnwheel pythons add " + version + (version.equals("3") ? ".12" : "");
        return inventory.distribution().debianLike()
                ? "Run as root: apt-get install -y python3-dev; or run: " + provision
                : "Install its development package, or run: " + provision;
    }

    private String listing() {
        return inventory.interpreters().isEmpty()
                ? "none"
                : inventory.interpreters().stream()
                        .map(InterpreterSelection::name)
                        .collect(Collectors.joining(", "));
    }

    private static String name(Interpreter interpreter) {
        return interpreter.version() + " (" + interpreter.executable() + ")";
    }
}
