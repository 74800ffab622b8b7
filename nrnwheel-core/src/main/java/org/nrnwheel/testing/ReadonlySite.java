package org.nrnwheel.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * A virtual environment that cannot be written to once the wheel is in it. Root may write everywhere, so its checks run
 * without that capability: what belongs to root can still be read.
 */
record ReadonlySite(VirtualSite open, boolean asRoot) implements Site {
    private static final String DROPPED = "-dac_override,-dac_read_search,-fowner";

    @Override
    public Place root() {
        return open.root();
    }

    @Override
    public Place python() {
        return open.python();
    }

    @Override
    public List<List<Value>> make() {
        return open.make();
    }

    @Override
    public List<Value> pip(String command) {
        return open.pip(command);
    }

    @Override
    public List<Value> installOptions() {
        return open.installOptions();
    }

    @Override
    public Map<String, Value> variables() {
        Map<String, Value> variables = new TreeMap<>(open.variables());
        // links into uv's cache would take their mode along
        variables.put("UV_LINK_MODE", new Text("copy"));
        return variables;
    }

    @Override
    public List<List<Value>> seal() {
        return List.of(Words.of("chmod", "-R", "a-w", root()));
    }

    @Override
    public List<List<Value>> unseal() {
        return List.of(Words.of("chmod", "-R", "u+w", root()));
    }

    @Override
    public List<Value> around(List<Value> argv) {
        List<Value> prefix = Words.of("setpriv", "--bounding-set", DROPPED, "--inh-caps", DROPPED, "--");
        return asRoot ? Words.join(prefix, argv) : argv;
    }
}
