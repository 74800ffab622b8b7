package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Capture;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildOptions;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.source.SourceTree;
import org.nrnwheel.tag.Architecture;

/**
 * NEURON 8.x: {@code setup.py} drives CMake. What is run is what NEURON's {@code packaging/python/build_wheels.bash} runs.
 *
 * <p>Stateless, safe for use by several threads.
 */
public final class NeuronSetupPyRecipe implements Recipe {
    private static final String GPU = BuildRequest.CORENEURON_GPU;
    private static final String VERSION = "NEURON_WHEEL_VERSION";
    private static final Place SOURCE = Place.of(Root.SOURCE);

    /** The programs of NEURON 8.x import pkg_resources, which newer setuptools no longer have. */
    static final List<String> CONSTRAINTS = List.of("setuptools<81");

    /** Compiling needs NVIDIA's compilers, grafting their libraries. */
    private static final Set<String> NEED_NVHPC = Set.of("build", "repair");

    /** GPU wheels run on these devices and on processors from Haswell on. */
    private static final String GPU_DEFINITIONS =
            ",CMAKE_CUDA_ARCHITECTURES=60;70;80,CMAKE_C_FLAGS=-tp=haswell,CMAKE_CXX_FLAGS=-tp=haswell";

    /** Creates the recipe. */
    public NeuronSetupPyRecipe() {}

    @Override
    public String name() {
        return "neuron-setup-py";
    }

    @Override
    public boolean recognises(SourceTree tree) {
        return tree.has("CMakeLists.txt")
                && tree.read("setup.py")
                        .filter(text -> text.contains("cmake-prefix") && text.contains("NEURON"))
                        .isPresent();
    }

    @Override
    public Map<String, String> features() {
        return NeuronMachine.features(Map.of(
                NeuronMachine.CORENEURON, "with CoreNEURON", GPU, "with CoreNEURON for NVIDIA GPUs (Linux on x86_64)"));
    }

    @Override
    public void check(BuildRequest request, SourceTree tree) {
        NeuronMachine.refuseContradictions(request);
        request.options().cmakeDefinitions().forEach((name, value) -> {
            if (name.contains(",") || value.contains(",")) {
                throw new InvalidRequestException(
                        "the CMake definition " + name + "=" + value
                                + " has a comma: NEURON's setup.py splits its definitions there",
                        "Use semicolons for lists, or set what you want by an environment variable.");
            }
        });
        boolean given = request.options().version().isPresent()
                || request.options().environment().containsKey(VERSION);
        if (!given) {
            Versions.requireAnnotatedTag(tree);
        }
    }

    @Override
    public Optional<String> unsupported(SourceTree tree, Interpreter interpreter) {
        return NumpyPin.of(interpreter, false).isPresent()
                        && interpreter.implementation().equals("cpython")
                ? Optional.empty()
                : Optional.of("NEURON 8.x is for CPython 3.7 to 3.12");
    }

    @Override
    public Inspection inspection(BuildRequest request) {
        return NeuronMachine.inspection(request, List.of("/opt/nrnwheel/ncurses", "/opt/nrnwheel/readline"));
    }

    @Override
    public List<Problem> problems(PlanInput input, List<Interpreter> interpreters) {
        List<Problem> problems = new ArrayList<>();
        NeuronMachine.prerequisites(input, interpreters).ifPresent(problems::add);
        Submodules.problem(input.tree(), submodules(input.request())).ifPresent(problems::add);
        StaticReadline.problem(input).ifPresent(problems::add);
        if (gpu(input.request())) {
            Nvhpc.problem(input.inventory()).ifPresent(problems::add);
        }
        if (macos(input) && !input.inventory().has("/opt/nrnwheel/readline")) {
            problems.add(new Problem(
                    "static-readline",
                    "there is no static readline in /opt/nrnwheel",
                    "Run in the source tree: bash packaging/python/build_static_readline_osx.bash"));
        }
        problems.addAll(Asof.problems(input, interpreters));
        return problems;
    }

    private static Set<String> submodules(BuildRequest request) {
        Set<String> needed = new HashSet<>(Set.of("external/Random123", "external/coding-conventions"));
        if (!request.features().contains(NeuronMachine.WITHOUT_INTERVIEWS)) {
            needed.add("external/iv");
        }
        if (coreneuron(request)) {
            needed.add("external/coreneuron");
        }
        return needed;
    }

    @Override
    public BuildJob job(PlanInput input, Interpreter interpreter) {
        JobEnvironment environment = new JobEnvironment(input);
        Constraints constraints = Constraints.of(CONSTRAINTS, input.constraints());
        VirtualEnvironment virtual = new VirtualEnvironment(input.inventory(), interpreter, constraints);
        Optional<CompilerCache> cache = gpu(input.request()) ? Optional.empty() : CompilerCache.of(input.inventory());
        Optional<Tool> cmake = NeuronMachine.cmake(input.inventory());
        Map<String, Value> plain = environment.ofBuild(List.of(), Map.of());

        List<Step> steps = new ArrayList<>(constraints.steps());
        steps.addAll(StaticReadline.steps(input, plain));
        steps.addAll(virtual.steps(requirements(input, interpreter), plain));
        steps.add(virtual.freeze(plain));
        cache.ifPresent(present -> {
            steps.addAll(launchers(present, environment, input.inventory()));
            steps.add(PythonHeaders.step(plain));
        });
        cmake.ifPresent(
                tool -> steps.add(CmakeShim.step(tool.path(), input.inventory().processors(), cache, environment)));
        steps.add(build(input, interpreter, environment, cache));
        steps.addAll(new Finish(input, interpreter, virtual, constraints, "neuron")
                .steps(macos(input) ? List.of() : List.of("libgomp.so.1"), plain));
        if (gpu(input.request())) {
            steps.replaceAll(step -> NEED_NVHPC.contains(step.name()) ? Nvhpc.around(step, input.inventory()) : step);
        }

        Needs needs = cache.map(present -> present.needs(cmake.map(tool -> CmakeShim.CORE_BUILT)))
                .orElse(gpu(input.request()) ? Needs.GPU : Needs.NOTHING);
        return new BuildJob(Identifiers.of(input.inventory(), interpreter), interpreter, needs, steps);
    }

    private static List<Step> launchers(CompilerCache cache, JobEnvironment environment, Inventory inventory) {
        return cache.launcherSteps(
                Compilers.usual(environment, inventory, "CC", "gcc"),
                Compilers.usual(environment, inventory, "CXX", "g++"));
    }

    private static List<Value> requirements(PlanInput input, Interpreter interpreter) {
        List<Value> all = new ArrayList<>(List.of(new Text("pip"), new Text("setuptools"), new Text("wheel")));
        all.addAll(new RepairTools(input, interpreter).requirements());
        all.add(new Text("-r"));
        all.add(SOURCE.resolve("packaging/python/build_requirements.txt"));
        boolean appleSilicon = macos(input) && input.inventory().architecture() == Architecture.ARM64;
        NumpyPin.of(interpreter, appleSilicon).ifPresent(version -> all.add(new Text("numpy==" + version)));
        return all;
    }

    private static Step build(
            PlanInput input, Interpreter interpreter, JobEnvironment environment, Optional<CompilerCache> cache) {
        List<Value> first = new ArrayList<>(List.of(new Place(Root.WORK, "bin")));
        nvhpc(input).ifPresent(first::add);
        Map<String, Value> variables = new TreeMap<>(environment.ofBuild(first, variables(input, interpreter, cache)));
        cache.ifPresent(present -> variables.putAll(present.setuptoolsCompilers()));
        if (gpu(input.request())) {
            variables.remove("CC");
            variables.remove("CXX");
        }
        Command command = new Command(argv(input, cache), variables, SOURCE, Optional.empty());
        return new RunStep(
                "build", command, List.of(new Capture("wheel", SOURCE.resolve("dist"), "*.whl")), Optional.empty());
    }

    private static Optional<Value> nvhpc(PlanInput input) {
        if (!gpu(input.request())) {
            return Optional.empty();
        }
        return input.inventory()
                .tool("nvc")
                .map(Tool::path)
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .map(Text::new);
    }

    private static Map<String, Value> variables(
            PlanInput input, Interpreter interpreter, Optional<CompilerCache> cache) {
        BuildOptions options = input.request().options();
        Map<String, Value> variables = new TreeMap<>();
        // setup.py optimises the reaction-diffusion extensions only for wheels that are given to others.
        variables.put("NRN_BUILD_FOR_UPLOAD", new Text("1"));
        if (options.naming() != Naming.DEFAULT) {
            variables.put("NEURON_NIGHTLY_TAG", new Text(options.naming() == Naming.NIGHTLY ? "-nightly" : ""));
        }
        options.version().ifPresent(version -> variables.put(VERSION, new Text(version)));
        if (input.inventory().tool("ninja").isPresent()) {
            variables.put("CMAKE_GENERATOR", new Text("Ninja"));
        }
        cache.ifPresent(present -> variables.putAll(present.variablesOfOneCommandLine()));
        if (macos(input)) {
            variables.putAll(MacosVariables.of(input.inventory(), interpreter));
        }
        return variables;
    }

    private static List<Value> argv(PlanInput input, Optional<CompilerCache> cache) {
        Set<String> features = input.request().features();
        List<Value> argv = new ArrayList<>();
        argv.add(VirtualEnvironment.PYTHON);
        argv.add(new Text("setup.py"));
        argv.add(new Text("build_ext"));
        // setup.py compiles its four extensions one after the other; together they take a quarter of a build.
        argv.add(new Text("--parallel=" + input.inventory().processors()));
        argv.add(Joined.of("--cmake-prefix=", prefix(input)));
        definitions(input, cache).ifPresent(definitions -> argv.add(Joined.of("--cmake-defs=", definitions)));
        flag(argv, coreneuron(input.request()), "--enable-coreneuron");
        flag(argv, gpu(input.request()), "--enable-gpu");
        flag(argv, features.contains(NeuronMachine.WITHOUT_RX3D), "--disable-rx3d");
        flag(argv, features.contains(NeuronMachine.WITHOUT_INTERVIEWS), "--disable-iv");
        flag(argv, features.contains(NeuronMachine.WITHOUT_MPI), "--disable-mpi");
        argv.add(new Text("bdist_wheel"));
        return argv;
    }

    private static void flag(List<Value> argv, boolean wanted, String flag) {
        if (wanted) {
            argv.add(new Text(flag));
        }
    }

    private static Value prefix(PlanInput input) {
        return macos(input)
                ? new Text("/opt/nrnwheel/ncurses;/opt/nrnwheel/readline;/usr/x11")
                : StaticReadline.prefix(input);
    }

    private static Optional<Value> definitions(PlanInput input, Optional<CompilerCache> cache) {
        String given = definitions(input);
        if (cache.isEmpty()) {
            return given.isEmpty() ? Optional.empty() : Optional.of(new Text(given));
        }
        return Optional.of(
                given.isEmpty() ? PythonHeaders.DEFINITION : Joined.of(PythonHeaders.DEFINITION, ",", given));
    }

    private static String definitions(PlanInput input) {
        BuildRequest request = input.request();
        StringBuilder definitions = new StringBuilder();
        List<String> mpi = MpiHeaders.directories(request, input.inventory());
        if (!request.features().contains(NeuronMachine.WITHOUT_MPI) && !mpi.isEmpty()) {
            definitions.append(",NRN_MPI_DYNAMIC=").append(String.join(";", mpi));
        }
        if (!request.features().contains(NeuronMachine.DYNAMIC_READLINE)) {
            definitions.append(",NRN_WHEEL_BUILD=ON,NRN_WHEEL_STATIC_READLINE=ON");
        }
        if (gpu(request)) {
            definitions.append(GPU_DEFINITIONS);
        }
        new TreeMap<>(request.options().cmakeDefinitions())
                .forEach((name, value) ->
                        definitions.append(',').append(name).append('=').append(value));
        return definitions.isEmpty() ? "" : definitions.substring(1);
    }

    private static boolean coreneuron(BuildRequest request) {
        return request.features().contains(NeuronMachine.CORENEURON) || gpu(request);
    }

    private static boolean gpu(BuildRequest request) {
        return request.features().contains(GPU);
    }

    private static boolean macos(PlanInput input) {
        return input.inventory().system() == TargetSystem.MACOS;
    }
}
