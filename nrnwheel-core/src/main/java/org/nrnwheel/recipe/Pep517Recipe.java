package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildOptions;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.shell.ShellQuote;
import org.nrnwheel.source.SourceTree;

/**
 * Any project with a PEP 517 backend, and with a lone {@code setup.py} (PEP 517 says how that is built): what
 * {@code python -m build --wheel} does, isolated.
 *
 * <p>Stateless, safe for use by several threads.
 */
public final class Pep517Recipe implements Recipe {
    private static final String VERSION = "SETUPTOOLS_SCM_PRETEND_VERSION";

    /** The first moment that a zip archive can hold: wheels come out alike whenever they are built. */
    private static final String EPOCH = "315532800";

    /** Creates the recipe. */
    public Pep517Recipe() {}

    @Override
    public String name() {
        return "pep517";
    }

    @Override
    public boolean recognises(SourceTree tree) {
        return Pyproject.of(tree).filter(Pyproject::isProject).isPresent() || tree.has("setup.py");
    }

    @Override
    public Map<String, String> features() {
        return Map.of();
    }

    @Override
    public void check(BuildRequest request, SourceTree tree) {
        BuildOptions options = request.options();
        if (!options.mpiHeaders().isEmpty()) {
            throw new InvalidRequestException(
                    "the recipe pep517 knows no MPI headers", "Leave them out; give the project's own settings.");
        }
        if (options.naming() == Naming.NIGHTLY) {
            throw new InvalidRequestException(
                    "the recipe pep517 knows no nightly name", "Leave nightly out: the project names itself.");
        }
        boolean fromHistory =
                Pyproject.of(tree).filter(Pyproject::versionFromHistory).isPresent();
        if (options.version().isPresent() && !fromHistory) {
            throw new InvalidRequestException(
                    "this project states its version itself", "Leave the version out, or change it in the project.");
        }
        boolean given = options.version().isPresent() || options.environment().containsKey(VERSION);
        boolean fallback = Pyproject.of(tree).filter(Pyproject::fallbackVersion).isPresent();
        if (fromHistory && !given && !fallback && !tree.has("PKG-INFO") && !tree.has(".git")) {
            throw new InvalidRequestException(
                    "no version to be had: " + tree.directory()
                            + " is no git repository, and setuptools-scm asks for one",
                    "Give a version, or a checkout with its .git.");
        }
    }

    @Override
    public Optional<String> unsupported(SourceTree tree, Interpreter interpreter) {
        return RequiresPython.unsupported(tree, interpreter);
    }

    @Override
    public Inspection inspection(BuildRequest request) {
        Set<String> tools = new TreeSet<>(
                Set.of("cc", "c++", "gcc", "g++", "clang", "clang++", "cmake", "ninja", "make", "git", "ccache", "uv"));
        Set<String> paths = new TreeSet<>();
        Compilers.inspect(request, tools, paths);
        DebianVenv.inspect(paths);
        return new Inspection(tools, paths, List.of());
    }

    @Override
    public List<Problem> problems(PlanInput input, List<Interpreter> interpreters) {
        List<Requirement> requirements = new ArrayList<>(DebianVenv.requirements(input.inventory(), interpreters));
        if (compiles(input.tree())) {
            requirements.addAll(Compilers.requirements(input.request()));
        }
        if (Pyproject.of(input.tree()).filter(Pyproject::versionFromHistory).isPresent()
                && input.request().options().version().isEmpty()) {
            requirements.add(Requirement.tool("git", "git", "git", "git"));
        }
        List<Problem> problems = new ArrayList<>();
        Prerequisites.problem(input.inventory(), requirements).ifPresent(problems::add);
        problems.addAll(Asof.problems(input, interpreters));
        return problems;
    }

    /** Whether the project surely has native code; of others the build itself tells. */
    private static boolean compiles(SourceTree tree) {
        boolean native_ = Pyproject.of(tree)
                .filter(project -> project.scikitBuildCore() || project.meson())
                .isPresent();
        return native_
                || tree.read("setup.py")
                        .filter(text -> text.contains("Extension("))
                        .isPresent();
    }

    @Override
    public BuildJob job(PlanInput input, Interpreter interpreter) {
        Inventory inventory = input.inventory();
        JobEnvironment environment = new JobEnvironment(input);
        Constraints constraints = Constraints.of(List.of(), input.constraints());
        VirtualEnvironment virtual = new VirtualEnvironment(inventory, interpreter, constraints);
        BuildFrontend frontend = new BuildFrontend(virtual, constraints);
        Optional<CompilerCache> cache = CompilerCache.of(inventory);
        boolean setuptools =
                Pyproject.of(input.tree()).map(Pyproject::setuptools).orElse(true);
        Map<String, Value> dated = Map.of("SOURCE_DATE_EPOCH", new Text(EPOCH));
        Map<String, Value> plain = environment.ofBuild(List.of(), dated);

        Map<String, Value> variables = new TreeMap<>(dated);
        variables.putAll(variables(input));
        variables.putAll(frontend.variables());
        cache.ifPresent(present -> {
            variables.putAll(present.variables());
            variables.putAll(present.cmakeLaunchers());
        });
        Map<String, Value> building = new TreeMap<>(environment.ofBuild(frontend.path(), variables));

        List<Value> requirements = new ArrayList<>(List.of(new Text("build")));
        requirements.addAll(new RepairTools(input, interpreter).requirements());
        List<Step> steps = new ArrayList<>(constraints.steps());
        steps.addAll(virtual.steps(requirements, plain));
        steps.add(virtual.freeze(plain));
        if (cache.isPresent() && setuptools) {
            steps.addAll(cache.orElseThrow()
                    .launcherSteps(
                            Compilers.usual(environment, inventory, "CC", "gcc"),
                            Compilers.usual(environment, inventory, "CXX", "g++")));
            building.putAll(cache.orElseThrow().setuptoolsCompilers());
        }
        steps.add(frontend.step(settings(input), building));
        steps.addAll(new Finish(input, interpreter, virtual, constraints, "generic").steps(List.of(), plain));
        Needs needs = cache.map(present -> present.needs(Optional.empty())).orElse(Needs.NOTHING);
        return new BuildJob(Identifiers.of(inventory, interpreter), interpreter, needs, steps);
    }

    private static Map<String, Value> variables(PlanInput input) {
        Map<String, Value> variables = new TreeMap<>();
        input.request().options().version().ifPresent(version -> variables.put(VERSION, new Text(version)));
        if (!definitions(input).isEmpty() && settings(input).isEmpty()) {
            variables.put(
                    "CMAKE_ARGS",
                    new Text(definitions(input).entrySet().stream()
                            .map(e -> ShellQuote.word("-D" + e.getKey() + "=" + e.getValue()))
                            .collect(Collectors.joining(" "))));
        }
        if (input.inventory().system() == TargetSystem.LINUX) {
            variables.put(
                    "CMAKE_BUILD_PARALLEL_LEVEL",
                    new Text(Integer.toString(input.inventory().processors())));
        }
        return variables;
    }

    /** CMake definitions as the backend's own settings. */
    private static List<String> settings(PlanInput input) {
        Optional<Pyproject> project = Pyproject.of(input.tree());
        boolean scikit = project.filter(Pyproject::scikitBuildCore).isPresent();
        boolean meson = project.filter(Pyproject::meson).isPresent();
        List<String> settings = new ArrayList<>();
        if (scikit || meson) {
            String prefix = scikit ? "cmake.define." : "setup-args=-D";
            definitions(input).forEach((name, value) -> settings.add(prefix + name + "=" + value));
        }
        return settings;
    }

    private static Map<String, String> definitions(PlanInput input) {
        return new TreeMap<>(input.request().options().cmakeDefinitions());
    }
}
