package org.nrnwheel.platform;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;

/**
 * Values of captures and variables. Immutable.
 *
 * @param captures paths by capture
 * @param variables values by name; secrets are among them, so they are not shown
 */
public record Bindings(Map<String, Place> captures, Map<String, String> variables) {
    /** No bindings. */
    public static final Bindings NONE = new Bindings(Map.of(), Map.of());

    /**
     * Copies both maps.
     */
    public Bindings {
        captures = Map.copyOf(captures);
        variables = Map.copyOf(variables);
    }

    /**
     * Makes these bindings with one more capture.
     *
     * @param name the capture
     * @param place the file
     * @return the changed bindings
     */
    public Bindings withCapture(String name, Place place) {
        Map<String, Place> more = new TreeMap<>(captures);
        more.put(name, place);
        return new Bindings(more, variables);
    }

    /**
     * Returns a captured file.
     *
     * @param captured the capture
     * @return the file
     * @throws PlatformException when no step captured it
     */
    public Place capture(Captured captured) {
        Place place = captures.get(captured.name());
        if (place == null) {
            throw new PlatformException("no step captured " + captured.name(), "Report this: the plan is wrong.", null);
        }
        return place;
    }

    /**
     * Binds a value.
     *
     * @param value the value
     * @param path gives the path of a place as commands see it
     * @return the text
     * @throws PlatformException when a capture or a variable is not bound
     */
    public String bind(Value value, Function<Place, String> path) {
        if (value instanceof Text text) {
            return text.text();
        } else if (value instanceof Place place) {
            return path.apply(place);
        } else if (value instanceof Captured captured) {
            return path.apply(capture(captured));
        } else if (value instanceof Variable variable) {
            return variable(variable.name());
        }
        return ((Joined) value).parts().stream().map(part -> bind(part, path)).collect(Collectors.joining());
    }

    private String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new PlatformException(
                    "the plan needs " + name + ", which is not set",
                    "Give the secret, or set the environment variable.",
                    null);
        }
        return value;
    }

    /**
     * Names what is bound, without values.
     *
     * @return the names
     */
    @Override
    public String toString() {
        return "Bindings[captures=" + new TreeMap<>(captures) + ", variables=" + new TreeMap<>(variables).keySet()
                + "]";
    }
}
