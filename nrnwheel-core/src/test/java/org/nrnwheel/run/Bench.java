package org.nrnwheel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nrnwheel.env.Environment;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Capture;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.DeliverStep;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.repair.RepairEngine;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.RunningBuild;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestEngine;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;

/** Builds of shell commands in a temporary directory: what tests of the runner need. */
final class Bench implements BuildListener {
    static final Place WORK = Place.of(Place.Root.WORK);
    static final Place DIST = Place.of(Place.Root.DIST);

    private final Path directory;
    private final List<BuildEvent> events = new CopyOnWriteArrayList<>();
    final LocalPlatform platform;
    boolean testPasses = true;
    BuildContext context;

    Bench(Path directory) throws IOException {
        this.directory = directory.toRealPath();
        Files.createDirectories(this.directory.resolve("source"));
        this.platform = new LocalPlatform(this.directory.resolve("space"));
        Map<String, String> properties = new TreeMap<>(Environment.system().properties());
        properties.put("user.dir", this.directory.toString());
        Map<String, String> variables =
                Map.of("NRNWHEEL_CACHE", this.directory.resolve("cache").toString(), "PATH", "/usr/bin:/bin");
        Environment environment = new Environment(variables, properties);
        this.context = new BuildContext(environment, Optional.empty(), List.of(), List.of(), Optional.empty(), false)
                .withListener(this);
    }

    @Override
    public void onEvent(BuildEvent event) {
        events.add(event);
    }

    List<BuildEvent> events() {
        return new ArrayList<>(events);
    }

    void forget() {
        events.clear();
    }

    Path directory() {
        return directory;
    }

    Path wheelhouse() {
        return directory.resolve("wheelhouse");
    }

    List<String> wheels() throws IOException {
        try (var files = Files.newDirectoryStream(wheelhouse(), "*.whl")) {
            List<String> names = new ArrayList<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            names.sort(null);
            return names;
        }
    }

    BuildRequest request() {
        return BuildRequest.of(TargetSystem.LINUX).withSource(Path.of("source"));
    }

    RunningBuild start(BuildPlan plan) {
        return Runner.start(plan, platform, request(), context, engines());
    }

    Engines engines() {
        return new Engines(List.of(new Graft()), new Verdict());
    }

    BuildReport build(BuildPlan plan) {
        return start(plan).await();
    }

    static BuildPlan plan(int parallel, BuildJob... jobs) {
        return new BuildPlan(
                BuildPlan.SCHEMA, "shell", "host", Optional.empty(), "state", parallel, List.of(jobs), List.of());
    }

    static BuildJob job(String python, Step... steps) {
        return job(python, Needs.NOTHING, steps);
    }

    static BuildJob job(String python, Needs needs, Step... steps) {
        Interpreter interpreter = new Interpreter(
                "/usr/bin/python3",
                "cpython",
                "3.11.2",
                3,
                11,
                python,
                python,
                "linux_x86_64",
                Architecture.X86_64,
                true,
                "path");
        return new BuildJob(BuildIdentifier.parse(python + "-linux_x86_64"), interpreter, needs, List.of(steps));
    }

    /** A job that makes a wheel of its own name and delivers it. */
    static BuildJob wheelJob(String python) {
        return job(
                python,
                build("echo building " + python + "; echo " + python + " > demo-1-" + python + ".whl"),
                deliver());
    }

    static RunStep build(String script) {
        return new RunStep("build", sh(script), List.of(new Capture("wheel", DIST, "*.whl")), Optional.empty());
    }

    static DeliverStep deliver() {
        return new DeliverStep("deliver", new Captured("wheel"));
    }

    static TestStep test(String name, boolean required) {
        return new TestStep(
                name,
                new Captured("wheel"),
                "smoke",
                "/usr/bin/python3",
                Optional.empty(),
                Optional.empty(),
                required,
                false,
                Map.of());
    }

    static RunStep run(String name, String script) {
        return new RunStep(name, sh(script));
    }

    static Command sh(String script, Value... arguments) {
        List<Value> argv = new ArrayList<>(List.of(new Text("/bin/sh"), new Text("-c"), new Text(script)));
        argv.addAll(List.of(arguments));
        Map<String, Value> environment = new TreeMap<>(Map.of("PATH", new Text("/usr/bin:/bin")));
        environment.put("WORK", WORK);
        return new Command(argv, environment, DIST, Optional.empty());
    }

    static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Finds the wheel as repaired. */
    private static final class Graft implements RepairEngine {
        @Override
        public String name() {
            return "nrnwheel";
        }

        @Override
        public RepairReport repair(
                Workspace workspace, org.nrnwheel.plan.RepairStep step, Bindings bindings, OutputSink sink) {
            Place wheel = bindings.capture(step.wheel());
            return new RepairReport("none", "", wheel, Places.name(wheel), List.of(), List.of());
        }
    }

    /** Passes or fails as it is told. */
    private final class Verdict implements TestEngine {
        @Override
        public TestReport test(Workspace workspace, TestStep step, Bindings bindings, OutputSink sink) {
            CheckResult check = new CheckResult(
                    "import",
                    testPasses ? CheckResult.Status.PASSED : CheckResult.Status.FAILED,
                    testPasses ? "" : "no module demo",
                    Duration.ofSeconds(1),
                    "");
            String file = Places.name(bindings.capture(step.wheel()));
            return new TestReport(
                    "smoke",
                    file,
                    "",
                    "3.11",
                    TestEnvironment.VENV,
                    "newest",
                    step.required(),
                    List.of(),
                    List.of(),
                    List.of(check),
                    Instant.now());
        }
    }
}
