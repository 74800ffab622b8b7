package org.nrnwheel.audit;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an external library would add to the needs of a wheel. It stands apart from what the wheel itself needs, since it
 * depends on where the library was looked up.
 *
 * @param library its soname
 * @param file where it was found, or nothing
 * @param versions symbol versions that it needs, by soname
 * @param needed libraries that it needs in turn and that no tag allows
 * @param bySymbols the best tag that its symbol versions allow, or nothing when it was not found
 */
public record FoundLibrary(
        String library,
        Optional<Path> file,
        Map<String, Set<String>> versions,
        List<String> needed,
        Optional<String> bySymbols) {
    /**
     * Copies the collections.
     */
    public FoundLibrary {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        needed = List.copyOf(needed);
    }
}
