package org.nrnwheel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.nrnwheel.env.Masker;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.recipe.Recipes;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.source.SourceTree;
import org.nrnwheel.testing.IndexAccess;
import org.nrnwheel.testing.ProjectTests;
import org.nrnwheel.testing.SuiteTester;
import org.nrnwheel.testing.TestOptions;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testing.TestSuites;
import org.nrnwheel.testing.WheelFetch;

/** One test of a wheel by the door. Used by one thread, once. */
final class TestRun {
    private static final String STEP = "test";
    private static final Captured WHEEL = new Captured("wheel");
    private static final int FIRST_OF_UV = 8;

    private final TestSettings settings;
    private final BuildContext context;
    private final OutputSink output;
    private final Optional<IndexUrl> index;
    private final Masker masker;

    TestRun(TestSettings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
        this.index = settings.target()
                .flatMap(target -> target instanceof TestTarget.Indexed indexed ? indexed.index() : Optional.empty());
        this.masker = new Masker(index.map(IndexUrl::hidden).orElse(List.of()));
    }

    TestReport run() throws InterruptedException {
        TestTarget target = settings.target()
                .orElseThrow(() -> new InvalidRequestException(
                        "no wheel is given to test", "Name it: WheelTester.python(...).wheel(FILE)."));
        settings.constraints().ifPresent(path -> file(path, "constraints file"));
        Platform platform = HostOrGiven.platform(context);
        Inventory inventory = platform.inspect(new Inspection(Set.of("uv"), Set.of(), given()));
        MaskingSink sink = new MaskingSink(output, masker::mask);
        try {
            return masked(run(target, platform, inventory, sink));
        } finally {
            sink.end();
        }
    }

    private TestReport run(TestTarget target, Platform platform, Inventory inventory, OutputSink sink)
            throws InterruptedException {
        String hint = target instanceof TestTarget.File file ? fileName(file.wheel()) : "";
        String interpreter = new PythonChoice(context.environment(), inventory.interpreters(), isHost(platform))
                .choose(settings.python(), hint);
        Optional<Path> local = local(target, platform, inventory, interpreter);
        String project = local.map(path -> fileName(path).replaceFirst("-.*", ""))
                .orElseGet(() -> project(((TestTarget.Indexed) target).requirement()));
        String suite = settings.suite().orElseGet(() -> TestSuites.forDistribution(project));
        ProjectTests tests = tests(suite, inventory);
        boolean wholeTree = !tests.command().isEmpty() && settings.source().isPresent();
        try (Workspace workspace = platform.open(request(project, wholeTree))) {
            settings.source()
                    .filter(tree -> !wholeTree)
                    .ifPresent(tree -> copySource(workspace, absolute(tree), suite));
            Commands commands = new Commands(context.environment(), platform, inventory);
            Bindings bindings = new Bindings(Map.of(), variables(commands));
            Optional<Value> uv = uv(interpreter, commands, workspace, bindings);
            Place wheel = local.isPresent()
                    ? given(workspace, local.get())
                    : new WheelFetch(workspace, bindings, sink, masker::mask)
                            .fetch(
                                    ((TestTarget.Indexed) target).requirement(),
                                    interpreter,
                                    uv,
                                    commands.values(),
                                    access(false));
            Optional<Place> constraints = new ConstraintsFile(settings, context.environment()).in(workspace, wheel);
            TestStep step = new TestStep(
                    STEP,
                    WHEEL,
                    suite,
                    interpreter,
                    uv,
                    constraints,
                    true,
                    settings.source().isPresent(),
                    commands.values());
            TestOptions options = new TestOptions(
                    settings.environment(),
                    inventory.processors(),
                    tests,
                    settings.choice().dependencies(),
                    settings.choice().only(),
                    access(settings.defaultIndexToo()));
            return new SuiteTester(options).test(workspace, step, bindings.withCapture(WHEEL.name(), wheel), sink);
        }
    }

    /** The versions of a project that the index has for the Python. */
    List<String> versions(String project) throws InterruptedException {
        Platform platform = HostOrGiven.platform(context);
        Inventory inventory = platform.inspect(new Inspection(Set.of("uv"), Set.of(), given()));
        String interpreter = new PythonChoice(context.environment(), inventory.interpreters(), isHost(platform))
                .choose(settings.python(), "");
        try (Workspace workspace = platform.open(request(project, false))) {
            Commands commands = new Commands(context.environment(), platform, inventory);
            Bindings bindings = new Bindings(Map.of(), variables(commands));
            Optional<Value> uv = uv(interpreter, commands, workspace, bindings);
            return new WheelFetch(workspace, bindings, output, masker::mask)
                    .versions(project, interpreter, uv, commands.values(), access(settings.defaultIndexToo()));
        }
    }

    private Map<String, String> variables(Commands commands) {
        Map<String, String> variables = new TreeMap<>(commands.variables());
        index.ifPresent(url -> variables.put(url.whole().name(), url.whole().reveal()));
        return variables;
    }

    private Optional<IndexAccess> access(boolean defaultToo) {
        return index.map(url -> new IndexAccess(new Variable(url.whole().name()), defaultToo));
    }

    private TestReport masked(TestReport report) {
        return report.withText(masker::mask);
    }

    /** The wheel file, unless it comes from an index. */
    private Optional<Path> local(TestTarget target, Platform platform, Inventory inventory, String interpreter) {
        if (target instanceof TestTarget.File file) {
            return Optional.of(file(file.wheel(), "wheel"));
        } else if (target instanceof TestTarget.Wheelhouse wheelhouse) {
            Interpreter python = described(platform, inventory, interpreter);
            return Optional.of(WheelChoice.choose(absolute(wheelhouse.directory()), python));
        }
        return Optional.empty();
    }

    private static Interpreter described(Platform platform, Inventory inventory, String interpreter) {
        return Stream.concat(
                        inventory.interpreters().stream(),
                        Stream.of(interpreter)
                                .map(path -> new Inspection(Set.of(), Set.of(), List.of(Path.of(path))))
                                .flatMap(asked -> platform.inspect(asked).interpreters().stream()))
                .filter(found -> found.executable().equals(interpreter))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "it is not known what wheels fit " + interpreter, "Name the wheel."));
    }

    /** Copies a file in, since commands of a platform need not see this machine's files. */
    private static Place given(Workspace workspace, Path file) {
        Place place = new Place(Place.Root.WORK, "given/" + fileName(file));
        workspace.copyIn(file, place);
        return place;
    }

    private static String project(String requirement) {
        return requirement.replaceFirst("[^A-Za-z0-9._-].*", "");
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private List<Path> given() {
        return settings.python().contains("/") ? List.of(absolute(Path.of(settings.python()))) : List.of();
    }

    /** Whether uv serves a Python: today's uv neither runs on nor looks into those before 3.8. */
    private static boolean servedByUv(String interpreter, Inventory inventory) {
        return inventory.interpreters().stream()
                .filter(found -> found.executable().equals(interpreter))
                .noneMatch(found -> found.major() == 3 && found.minor() < FIRST_OF_UV);
    }

    /** The uv that makes the environment; nothing: the interpreter's venv and pip do. */
    private Optional<Value> uv(String interpreter, Commands commands, Workspace workspace, Bindings bindings)
            throws InterruptedException {
        if (!servedByUv(interpreter, commands.inventory())) {
            return Optional.empty();
        }
        Optional<Value> there = uv(commands.inventory(), workspace);
        return there.isPresent() || isHost(commands.platform())
                ? there
                : new BroughtUv(context.environment(), workspace).bring(commands.values(), bindings);
    }

    private static boolean isHost(Platform platform) {
        return platform.spec().scheme().equals("host");
    }

    /** The machine's uv, or the one that builds put into the cache. */
    private static Optional<Value> uv(Inventory inventory, Workspace workspace) {
        Place shared = new Place(Place.Root.CACHE, "tools/uv/bin/uv");
        Optional<Value> onPath = inventory.tool("uv").map(tool -> new Text(tool.path()));
        return onPath.or(
                () -> workspace.local(shared).filter(Files::isExecutable).map(file -> shared));
    }

    private ProjectTests tests(String suite, Inventory inventory) {
        ProjectTests said = settings.source()
                .filter(tree -> suite.equals(TestSuites.GENERIC)
                        || settings.testCommand().isPresent())
                .map(tree -> Recipes.tests(SourceTree.open(absolute(tree)), inventory.system()))
                .orElse(ProjectTests.NONE);
        return settings.testCommand().map(said::withCommand).orElse(said);
    }

    /** What the project's tests see of its tree: a copy. */
    private Optional<SourceSnapshot> snapshot(boolean wholeTree) {
        return settings.source()
                .filter(tree -> wholeTree)
                .map(tree -> SourceSnapshot.of(SourceTree.open(absolute(tree)), Set.of()));
    }

    private WorkspaceRequest request(String project, boolean wholeTree) {
        return new WorkspaceRequest(
                "test-" + UUID.randomUUID(),
                snapshot(wholeTree),
                context.environment().cacheDirectory(),
                context.environment().workingDirectory(),
                TestSuites.onGpus(project) ? Needs.GPU : Needs.NOTHING);
    }

    /** Copies what the suite reads of the tree and is there; the checks that need the rest are skipped, and say so. */
    private static void copySource(Workspace workspace, Path tree, String suite) {
        List<Path> there = TestSuites.named(suite).sourceFiles().stream()
                .map(tree::resolve)
                .filter(Files::exists)
                .toList();
        for (Path path : there) {
            try (Stream<Path> files = Files.walk(path)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> workspace.copyIn(file, new Place(Place.Root.SOURCE, relative(tree, file))));
            } catch (IOException e) {
                throw new PlatformException(
                        "cannot read " + path + ": " + e.getMessage(), "Give a tree that can be read.", e);
            }
        }
    }

    private static String relative(Path tree, Path file) {
        return tree.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private Path file(Path path, String what) {
        Path absolute = absolute(path);
        if (!Files.isRegularFile(absolute)) {
            throw new InvalidRequestException("there is no " + what + " " + absolute, "Give the path of a file.");
        }
        return absolute;
    }

    private Path absolute(Path path) {
        return context.environment().workingDirectory().resolve(path).normalize();
    }
}
