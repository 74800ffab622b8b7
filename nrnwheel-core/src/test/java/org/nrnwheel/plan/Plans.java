package org.nrnwheel.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.tag.BuildIdentifier;

/** Plans for tests. */
final class Plans {
    static final String NASTY = "a b'c\"d$(touch owned)`touch owned`\\\n\n-e *?[x] #!%s\t$HOME ünï\n";

    static final Interpreter PYTHON = new Interpreter(
            "/usr/bin/python3.11",
            "cpython",
            "3.11.2",
            3,
            11,
            "cp311",
            "cp311",
            "linux_x86_64",
            Architecture.X86_64,
            true,
            "path");

    private Plans() {}

    /** A plan in which every kind of step and value stands. */
    static BuildPlan everything() {
        Map<String, Value> environment = Map.of(
                "PATH", new Text("/usr/bin:/bin"),
                "NASTY", new Text(NASTY),
                "TOKEN", new Variable("INDEX_TOKEN"),
                "HOME", Place.of(Root.WORK).resolve("home"));
        Command build = new Command(
                List.of(new Text("python"), new Text(NASTY), Joined.of("--out=", Place.of(Root.DIST), new Text(""))),
                environment,
                Place.of(Root.SOURCE),
                Optional.of(Duration.ofMinutes(90)));
        Command repair = new Command(
                List.of(new Text("nrnwheel"), new Text("repair"), new Text("-w"), new Place(Root.WORK, "repaired")),
                environment,
                Place.of(Root.WORK),
                Optional.empty());
        return plan(
                new FileStep("file", Place.of(Root.WORK).resolve("bin/cmake"), new Text(NASTY), true),
                new RunStep(
                        "build",
                        build,
                        List.of(new Capture("wheel", Place.of(Root.DIST), "*.whl")),
                        Optional.of(Place.of(Root.WORK).resolve("installed.txt"))),
                new RepairStep(
                        "repair",
                        new Captured("wheel"),
                        List.of("libgomp.so.1"),
                        Optional.of("manylinux_2_28_x86_64"),
                        "nrnwheel",
                        Place.of(Root.WORK).resolve("repaired"),
                        "repaired",
                        repair),
                new TestStep(
                        "test",
                        new Captured("repaired"),
                        "neuron",
                        "/usr/bin/python3.11",
                        Optional.of(new Text("/usr/bin/uv")),
                        Optional.of(Place.system("/etc/constraints.txt")),
                        true,
                        true,
                        environment),
                new DeliverStep("deliver", new Captured("repaired")));
    }

    static BuildPlan plan(Step... steps) {
        BuildJob job = new BuildJob(
                BuildIdentifier.parse("cp311-linux_x86_64"),
                PYTHON,
                new Needs(
                        false,
                        Optional.of(Place.of(Root.CACHE).resolve("ccache")),
                        Optional.of(Place.of(Root.WORK).resolve("core-built"))),
                List.of(steps));
        return new BuildPlan(
                BuildPlan.SCHEMA,
                "neuron-setup-py",
                "host",
                Optional.of(new ImageReference("demo:1", Optional.of("sha256:" + "ab".repeat(32)))),
                "0123abcd",
                2,
                List.of(job),
                List.of(new Problem("missing-tool", "bison is missing", "apt-get install bison")));
    }

    static Inventory inventory() {
        return new Inventory(
                "host",
                TargetSystem.LINUX,
                Architecture.X86_64,
                2,
                OptionalLong.of(24L << 30),
                new Distribution("debian", "", "12"),
                List.of(PYTHON),
                Map.of("cmake", new Tool("cmake", "/usr/bin/cmake", "3.25.1")),
                Set.of("/usr/include"),
                Set.of("SSL_CERT_FILE"),
                Optional.of(new ImageReference("neuron_wheel:latest", Optional.of("sha256:1234"))),
                new Machine(Architecture.AARCH64, Set.of(Architecture.X86_64, Architecture.S390X)));
    }
}
