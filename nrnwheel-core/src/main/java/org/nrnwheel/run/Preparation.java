package org.nrnwheel.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.recipe.PlanInput;
import org.nrnwheel.recipe.Recipe;
import org.nrnwheel.recipe.Recipes;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.source.SourceException;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.source.SourceTree;
import org.nrnwheel.tag.Architecture;

/**
 * A request that has met its source tree: what no platform needs to be asked for is refused by now.
 *
 * @param request the request, its paths absolute
 * @param tree the source tree
 * @param recipe how it is built
 * @param wheelhouse where wheels go
 * @param cache what jobs and runs share
 * @param constraints the lines of the user's constraints file
 * @param workingDirectory what relative paths begin at
 */
record Preparation(
        BuildRequest request,
        SourceTree tree,
        Recipe recipe,
        Path wheelhouse,
        Path cache,
        String constraints,
        Path workingDirectory) {

    static Preparation of(BuildRequest given, BuildContext context) {
        Environment environment = context.environment();
        Path directory = environment.workingDirectory();
        SourceTree tree = SourceTree.open(directory.resolve(given.source()));
        BuildRequest request = absolute(given, directory);
        Recipe recipe = recipe(request, tree);
        refuseUnknownFeatures(request, recipe);
        recipe.check(request, tree);
        return new Preparation(
                request,
                tree,
                recipe,
                WheelhouseDirectory.locate(request, environment),
                environment.cacheDirectory().toAbsolutePath(),
                constraints(request, directory),
                directory);
    }

    /** What the planner must know of the platform. */
    Inspection inspection() {
        Inspection wanted = recipe.inspection(request);
        List<Path> interpreters = new ArrayList<>(wanted.interpreters());
        request.pythons().stream()
                .map(PythonSelector::path)
                .flatMap(path -> path.stream())
                .map(path -> workingDirectory.resolve(path).normalize())
                .forEach(interpreters::add);
        return new Inspection(wanted.tools(), wanted.paths(), interpreters);
    }

    /** What is left out of copies and of the tree's hash: a wheelhouse or cache inside the tree. */
    Set<Path> excluded() {
        return Stream.of(wheelhouse, cache)
                .map(Preparation::real)
                .filter(path -> path.startsWith(tree.directory()) && !path.equals(tree.directory()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Plans for a platform that has this inventory. Only the source tree is read. */
    BuildPlan plan(Inventory inventory) {
        refuseMisfit(inventory);
        Optional<Problem> architecture = ArchitectureCheck.problem(request, inventory);
        if (architecture.isPresent()) {
            // Its Pythons are none that wheels could be built with, so there is nothing more to say.
            return plan(inventory, List.of(), List.of(architecture.get()));
        }
        InterpreterSelection.Selected selected =
                InterpreterSelection.of(request, recipe, tree, inventory, workingDirectory);
        PlanInput input = new PlanInput(request, tree, inventory, constraints);
        List<Problem> problems = new ArrayList<>(selected.problems());
        problems.addAll(recipe.problems(input, selected.interpreters()));
        List<BuildJob> jobs = selected.interpreters().stream()
                .map(interpreter -> recipe.job(input, interpreter))
                .toList();
        return plan(inventory, jobs, problems);
    }

    private BuildPlan plan(Inventory inventory, List<BuildJob> jobs, List<Problem> problems) {
        return new BuildPlan(
                BuildPlan.SCHEMA,
                recipe.name(),
                inventory.platform(),
                inventory.image(),
                SourceSnapshot.of(tree, excluded()).state(),
                JobsAtOnce.of(request.options().jobs(), jobs.size(), inventory.processors(), inventory.memory()),
                jobs,
                problems);
    }

    private void refuseMisfit(Inventory inventory) {
        if (inventory.system() != request.target()) {
            throw new InvalidRequestException(
                    "wheels for " + request.target() + " cannot be built on " + inventory.platform() + ", which is "
                            + inventory.system(),
                    "Build them on a machine of that system.");
        }
        if (request.features().contains(BuildRequest.CORENEURON_GPU)
                && inventory.architecture() != Architecture.X86_64) {
            throw new InvalidRequestException(
                    BuildRequest.CORENEURON_GPU + " is for x86_64 alone, and " + inventory.platform() + " is "
                            + inventory.architecture(),
                    "Leave it out, or build on an x86_64 machine.");
        }
    }

    private static BuildRequest absolute(BuildRequest request, Path directory) {
        List<Path> headers = request.options().mpiHeaders().stream()
                .map(directory::resolve)
                .map(Path::normalize)
                .toList();
        return request.withOptions(draft -> draft.mpiHeaders(headers));
    }

    private static Recipe recipe(BuildRequest request, SourceTree tree) {
        if (request.recipe().isPresent()) {
            String name = request.recipe().orElseThrow();
            return Recipes.find(name)
                    .orElseThrow(() -> new InvalidRequestException(
                            "there is no recipe '" + name + "'",
                            "Take one of: "
                                    + Recipes.all().stream().map(Recipe::name).collect(Collectors.joining(", "))));
        }
        return Recipes.recognise(tree)
                .orElseThrow(() -> new SourceException(
                        tree.directory() + " is of no known kind: looked for NEURON's setup.py with --cmake-prefix,"
                                + " for NEURON's pyproject.toml with scikit-build-core, and for any pyproject.toml"
                                + " or setup.py",
                        "Give the root directory of a source checkout.",
                        null));
    }

    private static void refuseUnknownFeatures(BuildRequest request, Recipe recipe) {
        Set<String> unknown = new TreeSet<>(request.features());
        unknown.removeAll(recipe.features().keySet());
        if (unknown.isEmpty()) {
            return;
        }
        String known = recipe.features().isEmpty()
                ? "It knows none."
                : "It knows: "
                        + String.join(", ", new TreeSet<>(recipe.features().keySet())) + ".";
        throw new InvalidRequestException(
                "the recipe " + recipe.name() + " knows no feature '" + String.join("', '", unknown) + "'", known);
    }

    private static String constraints(BuildRequest request, Path directory) {
        return request.options()
                .constraints()
                .map(directory::resolve)
                .map(Preparation::read)
                .orElse("");
    }

    private static String read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the constraints file " + file + " cannot be read: " + e.getMessage(), "Give a readable file.");
        }
    }

    /** The real path of the part that exists, and the rest after it. */
    private static Path real(Path path) {
        for (Path above = path; above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                try {
                    return above.toRealPath().resolve(above.relativize(path)).normalize();
                } catch (IOException e) {
                    return path;
                }
            }
        }
        return path;
    }
}
