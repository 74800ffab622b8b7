package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.DeliverStep;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildOptions;
import org.nrnwheel.request.BuildOptions.Repair;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.request.TargetSystem;

/** What every job does with its wheel once that is built: repair, test, deliver. */
final class Finish {
    private static final Captured BUILT = new Captured("wheel");
    private static final Captured REPAIRED = new Captured("repaired");
    private static final Place OUTPUT = new Place(Root.WORK, "repaired");

    private final PlanInput input;
    private final Interpreter interpreter;
    private final VirtualEnvironment virtual;
    private final Constraints constraints;
    private final String suite;
    private final RepairTools tools;

    Finish(
            PlanInput input,
            Interpreter interpreter,
            VirtualEnvironment virtual,
            Constraints constraints,
            String suite) {
        this.input = input;
        this.interpreter = interpreter;
        this.virtual = virtual;
        this.constraints = constraints;
        this.suite = suite;
        this.tools = new RepairTools(input, interpreter);
    }

    List<Step> steps(List<String> excludes, Map<String, Value> environment) {
        List<Step> steps = new ArrayList<>();
        Captured wheel = BUILT;
        if (options().repair() != Repair.NONE) {
            steps.addAll(repair(excludes, environment));
            wheel = REPAIRED;
        }
        steps.addAll(tests(wheel));
        steps.add(new DeliverStep("deliver", wheel));
        return steps;
    }

    private List<Step> repair(List<String> recipe, Map<String, Value> environment) {
        List<String> excludes = new ArrayList<>(recipe);
        options().excludes().stream().filter(name -> !recipe.contains(name)).forEach(excludes::add);
        List<Step> steps = new ArrayList<>(tools.steps(environment));
        if (macos(input)) {
            steps.add(new RunStep(
                    "dependencies", command(List.of(tools.program("delocate-listdeps"), BUILT), environment)));
        }
        steps.add(new RepairStep(
                "repair",
                BUILT,
                excludes,
                Optional.empty(),
                tools.engine(),
                OUTPUT,
                REPAIRED.name(),
                command(repairArgv(excludes), withTools(environment))));
        return steps;
    }

    private Map<String, Value> withTools(Map<String, Value> environment) {
        Map<String, Value> variables = new TreeMap<>(environment);
        tools.directory()
                .ifPresent(
                        directory -> variables.merge("PATH", directory, (path, first) -> Joined.of(first, ":", path)));
        return variables;
    }

    private List<Value> repairArgv(List<String> excludes) {
        List<Value> argv = new ArrayList<>();
        argv.add(tools.program(macos(input) ? "delocate-wheel" : tools.engine()));
        if (!macos(input)) {
            argv.add(new Text("repair"));
        }
        for (String exclude : excludes) {
            argv.add(new Text("--exclude"));
            argv.add(new Text(exclude));
        }
        argv.add(new Text("-w"));
        argv.add(OUTPUT);
        if (macos(input)) {
            argv.add(new Text("-v"));
        }
        return argv;
    }

    private List<Step> tests(Captured wheel) {
        Testing testing = options().testing();
        if (testing == Testing.NONE) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(test("test", wheel, true));
        boolean differs = constraints.file().isPresent() || options().asOf().isPresent();
        if (testing == Testing.STANDARD && differs) {
            steps.add(test("test-newest", wheel, false));
        }
        return steps;
    }

    private Step test(String name, Captured wheel, boolean pinned) {
        return new TestStep(
                name,
                wheel,
                suite,
                interpreter.executable(),
                virtual.uv(),
                pinned ? constraints.file() : Optional.empty(),
                pinned,
                true,
                new JobEnvironment(input).ofTest(pinned));
    }

    private static Command command(List<Value> argv, Map<String, Value> environment) {
        return new Command(argv, environment, Place.of(Root.WORK), Optional.empty());
    }

    private static boolean macos(PlanInput input) {
        return input.inventory().system() == TargetSystem.MACOS;
    }

    private BuildOptions options() {
        return input.request().options();
    }
}
