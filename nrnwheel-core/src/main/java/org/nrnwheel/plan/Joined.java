package org.nrnwheel.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Values written one after the other.
 *
 * @param parts the values
 */
public record Joined(List<Value> parts) implements Value {
    /**
     * Copies the list.
     *
     * @param parts the values
     */
    public Joined {
        parts = List.copyOf(parts);
    }

    /**
     * Joins values and strings.
     *
     * @param parts each a {@link Value} or a string
     * @return the joined value
     */
    public static Joined of(Object... parts) {
        List<Value> values = new ArrayList<>();
        for (Object part : parts) {
            values.add(part instanceof Value value ? value : new Text(part.toString()));
        }
        return new Joined(values);
    }
}
