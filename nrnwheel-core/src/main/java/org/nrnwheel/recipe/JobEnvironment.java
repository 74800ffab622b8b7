package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.request.TargetSystem;

/** The whole environments of a job's commands: nothing that is not listed here reaches them. */
final class JobEnvironment {
    private static final String PATH = "PATH";

    private final PlanInput input;

    JobEnvironment(PlanInput input) {
        this.input = input;
    }

    /**
     * The environment of commands that make the wheel.
     *
     * @param first directories that come first on PATH, before the virtual environment's
     * @param more variables of the recipe; the user's come after them
     */
    Map<String, Value> ofBuild(List<Value> first, Map<String, Value> more) {
        Map<String, Value> variables = common();
        variables.put("VIRTUAL_ENV", Place.of(Root.VENV));
        variables.put("GIT_OPTIONAL_LOCKS", new Text("0"));
        variables.put("GIT_CONFIG_COUNT", new Text("1"));
        variables.put("GIT_CONFIG_KEY_0", new Text("safe.directory"));
        variables.put("GIT_CONFIG_VALUE_0", new Text("*"));
        asOf().ifPresent(value -> variables.put("UV_EXCLUDE_NEWER", value));
        variables.putAll(more);
        variables.putAll(ofUser());
        List<Value> path = new ArrayList<>(first);
        path.add(new Place(Root.VENV, "bin"));
        variables.put(PATH, path(path));
        return variables;
    }

    /**
     * The environment of commands that try the wheel.
     *
     * @param pinned whether packages are taken as the index stood on the day that the request names
     */
    Map<String, Value> ofTest(boolean pinned) {
        Map<String, Value> variables = common();
        if (pinned) {
            asOf().ifPresent(value -> variables.put("UV_EXCLUDE_NEWER", value));
        }
        variables.putAll(ofUser());
        variables.put(PATH, path(List.of()));
        return variables;
    }

    /** What the user gives for a variable, text or secret. */
    Optional<Value> user(String name) {
        return Optional.ofNullable(ofUser().get(name));
    }

    private Map<String, Value> common() {
        Map<String, Value> variables = new TreeMap<>();
        input.inventory().passedOn().forEach(name -> variables.put(name, new Variable(name)));
        variables.put("HOME", new Place(Root.WORK, "home"));
        variables.put("TMPDIR", new Place(Root.WORK, "tmp"));
        // Older macOS has no C.UTF-8.
        boolean macos = input.inventory().system() == TargetSystem.MACOS;
        variables.put("LANG", new Text(macos ? "en_US.UTF-8" : "C.UTF-8"));
        variables.putIfAbsent("PIP_CACHE_DIR", new Place(Root.CACHE, "pip"));
        variables.put("PIP_DISABLE_PIP_VERSION_CHECK", new Text("1"));
        variables.putIfAbsent("UV_CACHE_DIR", new Place(Root.CACHE, "uv"));
        variables.put("UV_PYTHON_DOWNLOADS", new Text("never"));
        variables.put("UV_NO_PROGRESS", new Text("1"));
        uvFollowsPip(variables, "PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL");
        uvFollowsPip(variables, "PIP_EXTRA_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_INDEX");
        uvFollowsPip(variables, "PIP_CERT", "SSL_CERT_FILE", "SSL_CERT_FILE");
        return variables;
    }

    /** uv does not read pip's settings: who set pip's index alone means that index. */
    private static void uvFollowsPip(Map<String, Value> variables, String pip, String uv, String other) {
        Value value = variables.get(pip);
        if (value != null && !variables.containsKey(uv) && !variables.containsKey(other)) {
            variables.put(uv, value);
        }
    }

    private Map<String, Value> ofUser() {
        Map<String, Value> variables = new TreeMap<>();
        input.request().options().environment().forEach((name, value) -> variables.put(name, new Text(value)));
        input.request()
                .options()
                .secretEnvironment()
                .forEach((name, secret) -> variables.put(name, new Variable(secret)));
        return variables;
    }

    private Optional<Value> asOf() {
        return input.request().options().asOf().map(instant -> new Text(instant.toString()));
    }

    private Value path(List<Value> first) {
        Value machine = user(PATH).orElse(new Variable(PATH));
        if (first.isEmpty()) {
            return machine;
        }
        List<Value> parts = new ArrayList<>();
        for (Value directory : first) {
            parts.add(directory);
            parts.add(new Text(":"));
        }
        parts.add(machine);
        return new Joined(parts);
    }
}
