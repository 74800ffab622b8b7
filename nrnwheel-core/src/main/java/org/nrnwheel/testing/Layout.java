package org.nrnwheel.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/** The directories and the environment of one test, all below {@code WORK/STEP}. */
record Layout(Place base) {
    /** What would let another Python, another NEURON, a user's site or a display into the test. */
    private static final List<String> LEFT_OUT = List.of(
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "VIRTUAL_ENV",
            "CONDA_PREFIX",
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "PYTHONUSERBASE",
            "NEURONHOME",
            "NRNHOME",
            "NRN_PYLIB",
            "NRN_PYTHONHOME");

    static Layout of(String step) {
        return new Layout(new Place(Place.Root.WORK, step));
    }

    Place venv() {
        return base.resolve("venv");
    }

    Place inputs() {
        return base.resolve("inputs");
    }

    /** Programs and data of the suite itself. */
    Place helpers() {
        return base.resolve("suite");
    }

    /** Where a check runs. The project's run in one directory of their own, as cibuildwheel's do. */
    Place directory(Check check) {
        boolean project = List.of(ProjectChecks.BEFORE, ProjectChecks.TEST).contains(check.name());
        return scratch(project ? ProjectChecks.TEST : check.after().orElse(check.name()));
    }

    Place scratch(String check) {
        return base.resolve("scratch/" + check);
    }

    /** The directories that must be there before anything runs. */
    List<Place> directories() {
        return List.of(home(), temporary(), inputs(), helpers(), scratch("install"));
    }

    /** The environment of the installation: package caches are shared with other tests. */
    Map<String, Value> installing(Map<String, Value> step, Site site) {
        Map<String, Value> environment = clean(step);
        environment.putAll(site.variables());
        return cached(environment);
    }

    /** Adds the package caches that tests share. */
    Map<String, Value> cached(Map<String, Value> environment) {
        environment.putIfAbsent("UV_CACHE_DIR", new Place(Place.Root.CACHE, "uv"));
        environment.putIfAbsent("PIP_CACHE_DIR", new Place(Place.Root.CACHE, "pip"));
        environment.putIfAbsent("PIP_DISABLE_PIP_VERSION_CHECK", new Text("1"));
        return environment;
    }

    /** The environment of the checks: the test environment comes first, home and temporary directory are scratch. */
    Map<String, Value> checking(Map<String, Value> step, Site site) {
        Map<String, Value> environment = clean(step);
        environment.putAll(site.variables());
        environment.put("PATH", Joined.of(site.root().resolve("bin"), ":", path(step)));
        return environment;
    }

    /** The environment of what runs before there is a test environment. */
    Map<String, Value> bare(Map<String, Value> step) {
        Map<String, Value> environment = clean(step);
        environment.put("HOME", Place.of(Place.Root.WORK));
        environment.put("TMPDIR", Place.of(Place.Root.WORK));
        return environment;
    }

    private Map<String, Value> clean(Map<String, Value> step) {
        Map<String, Value> environment = new TreeMap<>(new HashMap<>(step));
        environment.keySet().removeAll(LEFT_OUT);
        environment.put("PATH", path(step));
        environment.put("HOME", home());
        environment.put("TMPDIR", temporary());
        environment.put("PYTHONNOUSERSITE", new Text("1"));
        environment.putIfAbsent("LANG", new Text("C.UTF-8"));
        return environment;
    }

    private static Value path(Map<String, Value> step) {
        Value path = step.get("PATH");
        return path == null ? new Text("/usr/local/bin:/usr/bin:/bin") : path;
    }

    Place home() {
        return base.resolve("home");
    }

    private Place temporary() {
        return base.resolve("tmp");
    }
}
