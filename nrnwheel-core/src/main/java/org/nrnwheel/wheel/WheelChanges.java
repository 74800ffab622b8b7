package org.nrnwheel.wheel;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What differs in a wheel that is written anew. RECORD follows by itself.
 *
 * @param contents new bytes of entries, new ones too; each is asked for once, shortly before it is written, by any thread
 * @param modes Unix modes of entries, with the bits of the file type or without; others keep theirs, new ones get 0644
 * @param removed entries that are left out
 */
public record WheelChanges(Map<String, Supplier<byte[]>> contents, Map<String, Integer> modes, Set<String> removed) {
    /** Copies the collections, sorted. */
    public WheelChanges {
        contents = Collections.unmodifiableMap(new TreeMap<>(contents));
        modes = Collections.unmodifiableMap(new TreeMap<>(modes));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    }
}
