package org.nrnwheel;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.Platform;

/**
 * What commands of a test get from the machine they run on.
 *
 * @param environment this process's environment
 * @param platform where they run
 * @param inventory what the platform has
 */
record Commands(Environment environment, Platform platform, Inventory inventory) {
    /** What the gates of suites read beside what every command gets: the script's switch, module systems, allocations. */
    private static final Pattern GATES = Pattern.compile("SKIP_EMBEDED_PYTHON_TEST|(?:MODULE|LMOD_|SLURM_).*");

    /** The values behind the variables. */
    Map<String, String> variables() {
        Map<String, String> all = new TreeMap<>(environment.variables());
        all.putAll(platform.variables());
        all.keySet().retainAll(inventory.passedOn());
        return all;
    }

    /** The environment: what is passed on, and PATH. */
    Map<String, Value> values() {
        Map<String, Value> commands = new TreeMap<>();
        variables().keySet().forEach(name -> commands.put(name, new Variable(name)));
        environment.variables().forEach((name, value) -> {
            if (GATES.matcher(name).matches()) {
                commands.put(name, new Text(value));
            }
        });
        String path = platform.variables().getOrDefault("PATH", path());
        if (!path.isEmpty()) {
            commands.put("PATH", new Text(path));
        }
        commands.put("LANG", new Text("C.UTF-8"));
        return commands;
    }

    private String path() {
        return environment.path().stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
