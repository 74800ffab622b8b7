package org.nrnwheel.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/** Small source trees, inventories of machines that are not here, and plans as words. */
final class PlanBench {
    static final String NEURON_SETUP = "# NEURON\nuser_options = [('cmake-prefix=', None, '')]\n";

    private final Path directory;

    PlanBench(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    BuildContext context() {
        Map<String, String> properties = Map.of("user.dir", directory.toString(), "user.home", directory.toString());
        return new BuildContext(
                new Environment(Map.of("PATH", "/usr/bin"), properties),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false);
    }

    PlanBench write(String file, String content) {
        Path path = directory.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    PlanBench neuron8() {
        return write("setup.py", NEURON_SETUP)
                .write("CMakeLists.txt", "")
                .write("packaging/python/build_requirements.txt", "cython<3\n")
                .annotatedTag();
    }

    PlanBench neuron9() {
        return write("pyproject.toml", """
                        [build-system]
                        build-backend = "scikit_build_core.build"
                        requires = ["scikit-build-core", "setuptools-scm"]
                        [project]
                        name = "neuron"
                        requires-python = ">=3.10"
                        dynamic = ["version"]
                        """).write("CMakeLists.txt", "").annotatedTag();
    }

    /** A repository as far as tags go. */
    PlanBench annotatedTag() {
        String commit = "1111111111111111111111111111111111111111";
        return write(".git/HEAD", commit)
                .write(".git/objects/info/nothing", "")
                .write(
                        ".git/packed-refs",
                        "# pack-refs with: peeled fully-peeled sorted\n2222222222222222222222222222222222222222"
                                + " refs/tags/8.2.6\n^" + commit + "\n");
    }

    BuildPlan plan(BuildRequest request, Inventory inventory) {
        return Planner.plan(request, context(), inventory);
    }

    static BuildRequest linux(String... pythons) {
        return BuildRequest.of(TargetSystem.LINUX).withPythons(pythons);
    }

    static Interpreter python(String executable, int minor) {
        return new Interpreter(
                executable,
                "cpython",
                "3." + minor + ".1",
                3,
                minor,
                "cp3" + minor,
                "cp3" + minor,
                "linux_x86_64",
                Architecture.X86_64,
                true,
                "path");
    }

    static Interpreter withoutHeaders(Interpreter python) {
        return new Interpreter(
                python.executable(),
                python.implementation(),
                python.version(),
                python.major(),
                python.minor(),
                python.pythonTag(),
                python.abiTag(),
                python.platformTag(),
                python.architecture(),
                false,
                python.origin());
    }

    /** A Debian machine with all that NEURON needs, without uv, ninja and ccache. */
    static Inventory debian(Interpreter... interpreters) {
        return machine(
                TargetSystem.LINUX,
                Architecture.X86_64,
                new Distribution("debian", "", "12"),
                List.of(interpreters),
                Set.of(
                        "/usr/lib/x86_64-linux-gnu/openmpi/include",
                        "/usr/include/x86_64-linux-gnu/mpich",
                        "/usr/include/X11/Xlib.h",
                        "/usr/include/X11/extensions/Xcomposite.h",
                        "/usr/include/X11/extensions/Xext.h",
                        "/usr/share/keyrings/debian-archive-keyring.gpg"));
    }

    /** NEURON's image, its Pythons in /opt/python. */
    static Inventory image(int... minors) {
        Set<String> paths = Set.of(
                "/nrnwheel/openmpi/include", "/nrnwheel/mpich/include", "/nrnwheel/ncurses", "/nrnwheel/readline");
        List<Interpreter> pythons = java.util.stream.IntStream.of(minors)
                .mapToObj(minor -> python("/opt/python/cp3" + minor + "-cp3" + minor + "/bin/python", minor))
                .toList();
        Inventory bare = machine(
                TargetSystem.LINUX, Architecture.X86_64, new Distribution("centos", "rhel", "7"), pythons, paths);
        return new Inventory(
                "container",
                bare.system(),
                bare.architecture(),
                bare.processors(),
                bare.memory(),
                bare.distribution(),
                bare.interpreters(),
                bare.tools(),
                bare.paths(),
                bare.passedOn(),
                Optional.of(new ImageReference("neuronsimulator/neuron_wheel", Optional.empty())));
    }

    static Inventory machine(
            TargetSystem system,
            Architecture architecture,
            Distribution distribution,
            List<Interpreter> interpreters,
            Set<String> paths) {
        Inventory bare = new Inventory(
                "host",
                system,
                architecture,
                4,
                OptionalLong.empty(),
                distribution,
                interpreters,
                Map.of(),
                paths,
                Set.of("SSL_CERT_FILE"),
                Optional.empty());
        return with(
                bare, "cc", "c++", "gcc", "g++", "cmake", "make", "bison", "flex", "git", "bash", "apt-get", "flock");
    }

    /** The inventory with more programs in /usr/bin. */
    static Inventory with(Inventory inventory, String... tools) {
        Map<String, Tool> more = new LinkedHashMap<>(inventory.tools());
        for (String tool : tools) {
            more.put(tool, new Tool(tool, "/usr/bin/" + tool, "1"));
        }
        return changed(inventory, more, inventory.paths());
    }

    static Inventory without(Inventory inventory, String... names) {
        Map<String, Tool> tools = new LinkedHashMap<>(inventory.tools());
        Set<String> paths = new TreeSet<>(inventory.paths());
        for (String name : names) {
            tools.remove(name);
            paths.remove(name);
        }
        return changed(inventory, tools, paths);
    }

    static Inventory withPaths(Inventory inventory, String... paths) {
        Set<String> more = new TreeSet<>(inventory.paths());
        more.addAll(List.of(paths));
        return changed(inventory, inventory.tools(), more);
    }

    private static Inventory changed(Inventory inventory, Map<String, Tool> tools, Set<String> paths) {
        return inventory.withTools(tools).withPaths(paths);
    }

    static List<String> names(BuildJob job) {
        return job.steps().stream().map(Step::name).toList();
    }

    static Command command(BuildJob job, String step) {
        Step found = step(job, step);
        return found instanceof RepairStep repair ? repair.command() : ((RunStep) found).command();
    }

    static Step step(BuildJob job, String name) {
        return job.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> argv(BuildJob job, String step) {
        return command(job, step).argv().stream().map(PlanBench::text).toList();
    }

    static Map<String, String> environment(BuildJob job, String step) {
        Map<String, String> all = new LinkedHashMap<>();
        command(job, step).environment().forEach((name, value) -> all.put(name, text(value)));
        return all;
    }

    static String text(Value value) {
        if (value instanceof Text text) {
            return text.text();
        } else if (value instanceof Place place) {
            return place.root() == Place.Root.SYSTEM
                    ? "/" + place.relative()
                    : place.root() + (place.relative().isEmpty() ? "" : "/" + place.relative());
        } else if (value instanceof Captured captured) {
            return "<" + captured.name() + ">";
        } else if (value instanceof Variable variable) {
            return "$" + variable.name();
        }
        StringBuilder all = new StringBuilder();
        ((Joined) value).parts().forEach(part -> all.append(text(part)));
        return all.toString();
    }
}
