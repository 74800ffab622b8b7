package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.source.SourceTree;

/**
 * NEURON 9.x: {@code pyproject.toml} with scikit-build-core, configured by environment variables. What is set is what NEURON's
 * {@code packaging/python/build_wheels.bash} sets for cibuildwheel.
 *
 * <p>Stateless, safe for use by several threads.
 */
public final class NeuronPyprojectRecipe implements Recipe {
    private static final String WITHOUT_CORENEURON = "without-coreneuron";
    private static final String VERSION = "SETUPTOOLS_SCM_PRETEND_VERSION";
    private static final Set<String> NAMES = Set.of("neuron", "neuron-nightly");
    private static final Place SOURCE = Place.of(Root.SOURCE);

    /** Submodules that only tests and debugging need. */
    private static final Set<String> UNNEEDED = Set.of("external/catch2", "external/backward");

    /** Creates the recipe. */
    public NeuronPyprojectRecipe() {}

    @Override
    public String name() {
        return "neuron-pyproject";
    }

    @Override
    public boolean recognises(SourceTree tree) {
        return tree.has("CMakeLists.txt")
                && Pyproject.of(tree)
                        .filter(Pyproject::scikitBuildCore)
                        .flatMap(Pyproject::name)
                        .filter(NAMES::contains)
                        .isPresent();
    }

    @Override
    public Map<String, String> features() {
        return NeuronMachine.features(Map.of(
                NeuronMachine.CORENEURON,
                "with CoreNEURON, as its wheels always have it",
                WITHOUT_CORENEURON,
                "without CoreNEURON"));
    }

    @Override
    public void check(BuildRequest request, SourceTree tree) {
        NeuronMachine.refuseContradictions(request);
        if (request.features().containsAll(Set.of(NeuronMachine.CORENEURON, WITHOUT_CORENEURON))) {
            throw new InvalidRequestException(
                    "CoreNEURON is asked for and left out", "Leave out either coreneuron or without-coreneuron.");
        }
        boolean given = request.options().version().isPresent()
                || request.options().environment().containsKey(VERSION);
        if (!given) {
            Versions.requireTag(tree);
        }
    }

    @Override
    public Optional<String> unsupported(SourceTree tree, Interpreter interpreter) {
        if (!interpreter.implementation().equals("cpython")
                || interpreter.abiTag().endsWith("t")) {
            return Optional.of("NEURON 9.x is for CPython with its global lock");
        }
        return RequiresPython.unsupported(tree, interpreter);
    }

    @Override
    public Inspection inspection(BuildRequest request) {
        List<String> more = new ArrayList<>();
        Stream.of("arm64", "x86_64").forEach(token -> readlineOfMac(token).forEach(more::add));
        return NeuronMachine.inspection(request, more);
    }

    @Override
    public List<Problem> problems(PlanInput input, List<Interpreter> interpreters) {
        List<Problem> problems = new ArrayList<>();
        NeuronMachine.prerequisites(input, interpreters).ifPresent(problems::add);
        Submodules.problem(input.tree(), submodules(input)).ifPresent(problems::add);
        StaticReadline.problem(input).ifPresent(problems::add);
        String mac = readlineOfMac(input.inventory().architecture().token()).get(1);
        if (macos(input)
                && !has(input, NeuronMachine.DYNAMIC_READLINE)
                && !input.inventory().has(mac)) {
            problems.add(new Problem(
                    "static-readline",
                    "there is no static readline in " + mac,
                    "Run in the source tree: bash packaging/python/build_static_readline_osx.bash"));
        }
        problems.addAll(Asof.problems(input, interpreters));
        return problems;
    }

    private static Set<String> submodules(PlanInput input) {
        Set<String> needed = new HashSet<>(Submodules.listed(input.tree()));
        needed.removeIf(path -> !path.startsWith("external/"));
        needed.removeAll(UNNEEDED);
        if (has(input, NeuronMachine.WITHOUT_INTERVIEWS)) {
            needed.remove("external/iv");
        }
        return needed;
    }

    @Override
    public BuildJob job(PlanInput input, Interpreter interpreter) {
        Inventory inventory = input.inventory();
        JobEnvironment environment = new JobEnvironment(input);
        Constraints constraints = Constraints.of(List.of(), input.constraints());
        VirtualEnvironment virtual = new VirtualEnvironment(inventory, interpreter, constraints);
        BuildFrontend frontend = new BuildFrontend(virtual, constraints);
        Optional<CompilerCache> cache = CompilerCache.of(inventory);
        Optional<String> rename = rename(input);
        Map<String, Value> plain = environment.ofBuild(List.of(), Map.of());

        List<Step> steps = new ArrayList<>(constraints.steps());
        steps.addAll(StaticReadline.steps(input, plain));
        steps.addAll(virtual.steps(requirements(input, interpreter, rename.isPresent()), plain));
        steps.add(virtual.freeze(plain));
        rename.ifPresent(name -> steps.add(renaming(name, plain)));
        Map<String, Value> variables = variables(input, interpreter, cache);
        variables.putAll(frontend.variables());
        steps.add(frontend.step(settings(input), environment.ofBuild(frontend.path(), variables)));
        List<String> excludes = macos(input) ? List.of() : List.of("libgomp.so.1", "libnrniv.so");
        steps.addAll(new Finish(input, interpreter, virtual, constraints, "neuron").steps(excludes, plain));

        Needs needs = cache.map(present -> present.needs(Optional.empty())).orElse(Needs.NOTHING);
        return new BuildJob(Identifiers.of(inventory, interpreter), interpreter, needs, steps);
    }

    private static List<Value> requirements(PlanInput input, Interpreter interpreter, boolean renamed) {
        List<Value> all = new ArrayList<>(List.of(new Text("build")));
        all.addAll(new RepairTools(input, interpreter).requirements());
        if (renamed) {
            all.add(new Text("tomli"));
            all.add(new Text("tomli-w"));
        }
        return all;
    }

    /** The name to write into the tree's copy, or nothing when the tree has the right one. */
    private static Optional<String> rename(PlanInput input) {
        Naming naming = input.request().options().naming();
        String wanted = naming == Naming.NIGHTLY ? "neuron-nightly" : "neuron";
        Optional<String> present = Pyproject.of(input.tree()).flatMap(Pyproject::name);
        return naming == Naming.DEFAULT || present.filter(wanted::equals).isPresent()
                ? Optional.empty()
                : Optional.of(wanted);
    }

    private static Step renaming(String name, Map<String, Value> environment) {
        List<Value> argv = List.of(
                VirtualEnvironment.PYTHON,
                SOURCE.resolve("packaging/python/change_name.py"),
                SOURCE.resolve("pyproject.toml"),
                new Text(name));
        return new RunStep("name", new Command(argv, environment, SOURCE, Optional.empty()));
    }

    private static List<String> settings(PlanInput input) {
        List<String> settings = new ArrayList<>();
        new TreeMap<>(input.request().options().cmakeDefinitions())
                .forEach((name, value) -> settings.add("cmake.define." + name + "=" + value));
        return settings;
    }

    private static Map<String, Value> variables(
            PlanInput input, Interpreter interpreter, Optional<CompilerCache> cache) {
        boolean shared = has(input, NeuronMachine.DYNAMIC_READLINE);
        boolean mpi = !has(input, NeuronMachine.WITHOUT_MPI);
        Map<String, Value> variables = new TreeMap<>();
        variables.put("CMAKE_PREFIX_PATH", prefix(input));
        variables.put("NRN_ENABLE_MPI", onOff(mpi));
        variables.put("NRN_ENABLE_MPI_DYNAMIC", onOff(mpi));
        variables.put(
                "NRN_MPI_DYNAMIC",
                new Text(mpi ? String.join(";", MpiHeaders.directories(input.request(), input.inventory())) : ""));
        variables.put("NRN_WHEEL_STATIC_READLINE", onOff(!shared));
        variables.put("NRN_BINARY_DIST_BUILD", onOff(!shared));
        variables.put("NRN_ENABLE_CORENEURON", onOff(!has(input, WITHOUT_CORENEURON)));
        variables.put("NRN_ENABLE_RX3D", onOff(!has(input, NeuronMachine.WITHOUT_RX3D)));
        variables.put("NRN_RX3D_OPT_LEVEL", new Text("0"));
        variables.put("NRN_ENABLE_INTERVIEWS", onOff(!has(input, NeuronMachine.WITHOUT_INTERVIEWS)));
        variables.put(
                "CMAKE_BUILD_PARALLEL_LEVEL",
                new Text(Integer.toString(input.inventory().processors())));
        input.request().options().version().ifPresent(version -> variables.put(VERSION, new Text(version)));
        if (macos(input)) {
            variables.putAll(MacosVariables.of(input.inventory(), interpreter));
            variables.put("CC", new Text("/usr/bin/clang"));
            variables.put("CXX", new Text("/usr/bin/clang++"));
        } else {
            variables.put("CORENRN_ENABLE_OPENMP", onOff(true));
        }
        cache.ifPresent(present -> {
            variables.putAll(present.variables());
            variables.putAll(present.cmakeLaunchers());
        });
        return variables;
    }

    private static Value prefix(PlanInput input) {
        if (!macos(input)) {
            return StaticReadline.prefix(input);
        }
        List<String> directories =
                new ArrayList<>(readlineOfMac(input.inventory().architecture().token()));
        directories.add("/usr/x11");
        return new Text(String.join(";", directories));
    }

    private static List<String> readlineOfMac(String architecture) {
        String root = "/opt/nrnwheel/" + architecture;
        return List.of(root + "/ncurses", root + "/readline");
    }

    private static Value onOff(boolean on) {
        return new Text(on ? "ON" : "OFF");
    }

    private static boolean has(PlanInput input, String feature) {
        return input.request().features().contains(feature);
    }

    private static boolean macos(PlanInput input) {
        return input.inventory().system() == TargetSystem.MACOS;
    }
}
