package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.Capture;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/** Runs {@code python -m build --wheel}: the backend in an isolated environment of its own (PEP 517, PEP 518). */
final class BuildFrontend {
    private static final Place DIST = Place.of(Root.DIST);

    private final VirtualEnvironment virtual;
    private final Constraints constraints;

    BuildFrontend(VirtualEnvironment virtual, Constraints constraints) {
        this.virtual = virtual;
        this.constraints = constraints;
    }

    /** Directories that the build needs first on PATH: {@code build} looks for uv there. */
    List<Value> path() {
        List<Value> path = new ArrayList<>(List.of(new Place(Root.WORK, "bin")));
        virtual.uvDirectory().ifPresent(path::add);
        return path;
    }

    /** Variables that hold the isolated environment to the constraints. */
    Map<String, Value> variables() {
        Map<String, Value> variables = new TreeMap<>();
        constraints.file().ifPresent(file -> {
            variables.put("PIP_CONSTRAINT", file);
            variables.put("UV_CONSTRAINT", file);
        });
        return variables;
    }

    Step step(List<String> settings, Map<String, Value> environment) {
        List<Value> argv = new ArrayList<>(List.of(
                VirtualEnvironment.PYTHON,
                new Text("-m"),
                new Text("build"),
                new Text("--wheel"),
                new Text("--outdir"),
                DIST));
        if (virtual.uv().isPresent()) {
            argv.add(new Text("--installer=uv"));
        }
        settings.forEach(setting -> argv.add(new Text("--config-setting=" + setting)));
        argv.add(Place.of(Root.SOURCE));
        return new RunStep(
                "build",
                new Command(argv, environment, Place.of(Root.SOURCE), Optional.empty()),
                List.of(new Capture("wheel", DIST, "*.whl")),
                Optional.empty());
    }
}
