package org.nrnwheel.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * Which index pip and uv ask. Both are told by their environment, never by arguments, which every user of a machine can read.
 * Immutable.
 *
 * @param url the index's URL, a {@link org.nrnwheel.plan.Variable} when it holds a password
 * @param defaultToo whether the machine's index is asked too
 */
public record IndexAccess(Value url, boolean defaultToo) {
    private static final Pattern OTHERS = Pattern.compile(
            "PIP_(?:(?:EXTRA_)?INDEX_URL|FIND_LINKS|NO_INDEX)|UV_(?:(?:DEFAULT_)?INDEX|(?:EXTRA_)?INDEX_URL|FIND_LINKS|NO_INDEX)");

    /**
     * Makes this index the one that is asked.
     *
     * @param environment the environment of pip or uv
     * @return the changed environment
     */
    public Map<String, Value> in(Map<String, Value> environment) {
        Map<String, Value> changed = new TreeMap<>(environment);
        changed.put("PIP_NO_INPUT", new Text("1"));
        if (defaultToo) {
            changed.merge("PIP_EXTRA_INDEX_URL", url, (theirs, ours) -> Joined.of(ours, " ", theirs));
            changed.merge("UV_INDEX", url, (theirs, ours) -> Joined.of(ours, " ", theirs));
            return changed;
        }
        changed.keySet().removeIf(name -> OTHERS.matcher(name).matches());
        changed.put("PIP_INDEX_URL", url);
        // empty: also what a configuration file of the machine names is not asked
        changed.put("PIP_EXTRA_INDEX_URL", new Text(""));
        changed.put("PIP_FIND_LINKS", new Text(""));
        changed.put("UV_DEFAULT_INDEX", url);
        changed.put("UV_NO_CONFIG", new Text("1"));
        return changed;
    }
}
