package org.nrnwheel.diff;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What a set of names gained and lost. Immutable.
 *
 * @param added what only the second wheel has, sorted
 * @param removed what only the first has, sorted
 */
public record SetChange(List<String> added, List<String> removed) {
    /**
     * Copies the lists.
     */
    public SetChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static SetChange of(Collection<String> before, Collection<String> after) {
        return new SetChange(without(after, before), without(before, after));
    }

    /**
     * Says whether nothing changed.
     *
     * @return whether both lists are empty
     */
    public boolean isSame() {
        return added.isEmpty() && removed.isEmpty();
    }

    private static List<String> without(Collection<String> names, Collection<String> others) {
        TreeSet<String> left = new TreeSet<>(names);
        others.forEach(left::remove);
        return List.copyOf(left);
    }
}
