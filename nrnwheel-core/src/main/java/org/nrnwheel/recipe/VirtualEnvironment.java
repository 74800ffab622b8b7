package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;

/** A job's own virtual environment: made by uv where that can serve the Python, else by venv and pip. */
final class VirtualEnvironment {
    /** The Python of a job's own environment. */
    static final Place PYTHON = new Place(Root.VENV, "bin/python");

    private static final Place SHARED_UV = new Place(Root.CACHE, "tools/uv");

    private final Inventory inventory;
    private final Interpreter interpreter;
    private final Constraints constraints;
    private final Place place;
    private final String prefix;

    VirtualEnvironment(Inventory inventory, Interpreter interpreter, Constraints constraints) {
        this(inventory, interpreter, constraints, Place.of(Root.VENV), "");
    }

    /**
     * Describes an environment beside the job's own.
     *
     * @param place where it is made
     * @param prefix what its steps' names begin with
     */
    VirtualEnvironment(
            Inventory inventory, Interpreter interpreter, Constraints constraints, Place place, String prefix) {
        this.inventory = inventory;
        this.interpreter = interpreter;
        this.constraints = constraints;
        this.place = place;
        this.prefix = prefix;
    }

    /** Whether uv serves a Python: today's uv neither runs on nor looks into those before 3.8. */
    static boolean uvServes(Interpreter interpreter) {
        return interpreter.major() == 3 && interpreter.minor() >= 8;
    }

    /** The program uv: the machine's, else the one that {@link #steps} puts into the cache; nothing where pip is used. */
    Optional<Value> uv() {
        if (!uvServes(interpreter)) {
            return Optional.empty();
        }
        return Optional.of(inventory
                .tool("uv")
                .<Value>map(tool -> new Text(tool.path()))
                .orElseGet(() -> SHARED_UV.resolve("bin/uv")));
    }

    /** Where a uv lies that is not on the machine's PATH. */
    Optional<Value> uvDirectory() {
        return uvServes(interpreter) && inventory.tool("uv").isEmpty()
                ? Optional.of(SHARED_UV.resolve("bin"))
                : Optional.empty();
    }

    /**
     * Makes the environment and installs into it.
     *
     * @param requirements arguments of {@code pip install}
     * @param environment the commands' environment
     */
    List<Step> steps(List<Value> requirements, Map<String, Value> environment) {
        List<Step> steps = new ArrayList<>();
        if (uvDirectory().isPresent()) {
            Place script = new Place(Root.WORK, "tools/get-uv.sh");
            steps.add(new FileStep(prefix + "uv-script", script, new Text(Resources.text("get-uv.sh")), true));
            steps.add(run("uv", List.of(shell(), script, new Text(interpreter.executable()), SHARED_UV), environment));
        }
        steps.add(run("venv", venv(), environment));
        steps.add(run("requirements", install(requirements), environment));
        return steps;
    }

    /** Keeps the list of what the environment holds. */
    Step freeze(Map<String, Value> environment) {
        return new RunStep(
                prefix + "freeze",
                new Command(freeze(), environment, Place.of(Root.WORK), Optional.empty()),
                List.of(),
                Optional.of(new Place(Root.WORK, "installed.txt")));
    }

    private List<Value> venv() {
        return uv().map(uv ->
                        List.of(uv, new Text("venv"), new Text("--python"), new Text(interpreter.executable()), place))
                .orElseGet(() -> List.of(new Text(interpreter.executable()), new Text("-m"), new Text("venv"), place));
    }

    private List<Value> install(List<Value> requirements) {
        List<Value> argv = new ArrayList<>(pip("install"));
        argv.add(new Text("--upgrade"));
        constraints.file().ifPresent(file -> {
            argv.add(new Text("--constraint"));
            argv.add(file);
        });
        argv.addAll(requirements);
        return argv;
    }

    private List<Value> freeze() {
        List<Value> argv = new ArrayList<>(pip("freeze"));
        if (uv().isEmpty()) {
            argv.add(new Text("--all"));
        }
        return argv;
    }

    private List<Value> pip(String command) {
        Value python = place.resolve("bin/python");
        return uv().map(uv -> List.of(uv, new Text("pip"), new Text(command), new Text("--python"), python))
                .orElseGet(() -> List.of(python, new Text("-m"), new Text("pip"), new Text(command)));
    }

    private Value shell() {
        return new Text(inventory.tool("sh").map(Tool::path).orElse("/bin/sh"));
    }

    private Step run(String name, List<Value> argv, Map<String, Value> environment) {
        return new RunStep(prefix + name, new Command(argv, environment, Place.of(Root.WORK), Optional.empty()));
    }
}
