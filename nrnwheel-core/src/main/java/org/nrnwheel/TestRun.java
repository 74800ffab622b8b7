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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Inspection;
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
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.host.HostPlatformProvider;
import org.nrnwheel.testing.SuiteTester;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testing.TestSuites;

/** One test of a wheel by the door. Used by one thread, once. */
final class TestRun {
    private static final String STEP = "test";
    private static final Captured WHEEL = new Captured("wheel");
    /** What the gates of suites read beside what every command gets: the script's switch, module systems, allocations. */
    private static final Pattern GATES = Pattern.compile("SKIP_EMBEDED_PYTHON_TEST|(?:MODULE|LMOD_|SLURM_).*");

    private static final int FIRST_OF_UV = 8;

    private final WheelTester.Settings settings;
    private final BuildContext context;
    private final OutputSink output;

    TestRun(WheelTester.Settings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    TestReport run() throws InterruptedException {
        Path wheel = file(
                settings.wheel()
                        .orElseThrow(() -> new InvalidRequestException(
                                "no wheel is given to test", "Name it: WheelTester.python(...).wheel(FILE).")),
                "wheel");
        Optional<Path> constraints = settings.constraints().map(path -> file(path, "constraints file"));
        Platform platform = platform();
        Inventory inventory = platform.inspect(new Inspection(Set.of("uv"), Set.of(), given()));
        String interpreter = new PythonChoice(context.environment(), inventory.interpreters())
                .choose(settings.python(), String.valueOf(wheel.getFileName()));
        try (Workspace workspace = platform.open(request(wheel))) {
            settings.source().ifPresent(tree -> copySource(workspace, absolute(tree), suite(wheel)));
            TestStep step = step(wheel, interpreter, constraints, inventory);
            return new SuiteTester().test(workspace, step, bindings(wheel, inventory), output);
        }
    }

    private TestStep step(Path wheel, String interpreter, Optional<Path> constraints, Inventory inventory) {
        return new TestStep(
                STEP,
                WHEEL,
                suite(wheel),
                interpreter,
                servedByUv(interpreter, inventory) ? uv(inventory) : Optional.empty(),
                constraints.map(path -> Place.system(path.toString())),
                true,
                settings.source().isPresent(),
                environment(inventory));
    }

    private static String distribution(Path wheel) {
        return String.valueOf(wheel.getFileName()).replaceFirst("-.*", "");
    }

    private Bindings bindings(Path wheel, Inventory inventory) {
        Map<String, String> variables = inventory.passedOn().stream()
                .filter(name -> context.environment().variables().containsKey(name))
                .collect(Collectors.toMap(name -> name, context.environment().variables()::get));
        return new Bindings(Map.of(WHEEL.name(), Place.system(wheel.toString())), variables);
    }

    private Map<String, Value> environment(Inventory inventory) {
        Map<String, Value> environment = new TreeMap<>();
        inventory.passedOn().forEach(name -> environment.put(name, new Variable(name)));
        String path = context.environment().path().stream().map(Path::toString).collect(Collectors.joining(":"));
        context.environment().variables().forEach((name, value) -> {
            if (GATES.matcher(name).matches()) {
                environment.put(name, new Text(value));
            }
        });
        if (!path.isEmpty()) {
            environment.put("PATH", new Text(path));
        }
        environment.put("LANG", new Text("C.UTF-8"));
        return environment;
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

    /** The machine's uv, or the one that builds put into the cache. */
    private Optional<Value> uv(Inventory inventory) {
        Optional<Value> onPath = inventory.tool("uv").map(tool -> new Text(tool.path()));
        return onPath.or(() -> {
            String shared = "tools/uv/bin/uv";
            boolean there =
                    Files.isExecutable(context.environment().cacheDirectory().resolve(shared));
            return there ? Optional.of(new Place(Place.Root.CACHE, shared)) : Optional.empty();
        });
    }

    private WorkspaceRequest request(Path wheel) {
        return new WorkspaceRequest(
                "test-" + UUID.randomUUID(),
                Optional.empty(),
                context.environment().cacheDirectory(),
                Optional.ofNullable(wheel.getParent()).orElse(wheel),
                TestSuites.onGpus(distribution(wheel)) ? Needs.GPU : Needs.NOTHING);
    }

    private String suite(Path wheel) {
        return settings.suite().orElseGet(() -> TestSuites.forDistribution(distribution(wheel)));
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

    private Platform platform() {
        return context.platform().orElseGet(() -> {
            PlatformSpec spec = new PlatformSpec("host", Map.of());
            BuildRequest request = BuildRequest.of(system(context.environment()));
            return switchOn(new HostPlatformProvider().offer(spec, request, context));
        });
    }

    private static Platform switchOn(PlatformProvider.Offer offer) {
        if (offer instanceof PlatformProvider.Offer.Ready ready) {
            return ready.platform();
        }
        PlatformProvider.Offer.Refused refused = (PlatformProvider.Offer.Refused) offer;
        throw new PlatformException("the host refuses: " + refused.reason(), refused.remedy(), null);
    }

    private static TargetSystem system(Environment environment) {
        return environment.property("os.name").startsWith("Mac") ? TargetSystem.MACOS : TargetSystem.LINUX;
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
