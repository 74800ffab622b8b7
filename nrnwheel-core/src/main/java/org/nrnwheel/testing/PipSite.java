package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * A place without a virtual environment, which the interpreter's own pip installs into, or a helper's where it has none.
 *
 * @param python the interpreter
 * @param helper a virtual environment whose pip works for the interpreter; nothing: the interpreter has pip
 * @param uv the program uv, which makes the helper; nothing: venv does
 * @param root see {@link Site#root}
 * @param before commands that make the place
 * @param installOptions see {@link Site#installOptions}
 * @param own variables of this kind of place
 */
record PipSite(
        Place python,
        Optional<Place> helper,
        Optional<Value> uv,
        Place root,
        List<List<Value>> before,
        List<Value> installOptions,
        Map<String, Value> own)
        implements Site {
    @Override
    public List<List<Value>> make() {
        List<List<Value>> commands = new ArrayList<>(before);
        helper.ifPresent(place ->
                commands.add(uv.map(path -> Words.of(path, "venv", "--no-project", "--seed", "--python", python, place))
                        .orElseGet(() -> Words.of(python, "-m", "venv", place))));
        return commands;
    }

    @Override
    public List<Value> pip(String command) {
        return helper.map(place -> Words.of(place.resolve("bin/python"), "-m", "pip", "--python", python, command))
                .orElseGet(() -> Words.of(python, "-m", "pip", command));
    }

    @Override
    public Map<String, Value> variables() {
        Map<String, Value> variables = new TreeMap<>(own);
        // what is installed goes away with the test, so the distribution's guard (PEP 668) guards nothing here
        variables.put("PIP_BREAK_SYSTEM_PACKAGES", new Text("1"));
        variables.put("PIP_ROOT_USER_ACTION", new Text("ignore"));
        return variables;
    }
}
