package org.nrnwheel.wheel;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code entry_points.txt} ("Entry points specification"). */
final class EntryPoints {
    private EntryPoints() {}

    /** Returns objects by name by group, sorted. */
    static Map<String, Map<String, String>> parse(String text) {
        Map<String, Map<String, String>> groups = new TreeMap<>();
        Map<String, String> group = null;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                group = groups.computeIfAbsent(
                        line.substring(1, line.length() - 1).strip(), name -> new TreeMap<>());
            } else if (group == null) {
                throw new IllegalArgumentException("an entry point stands before the first group: " + line);
            } else {
                put(group, line);
            }
        }
        groups.replaceAll((name, entries) -> Collections.unmodifiableMap(entries));
        return Collections.unmodifiableMap(groups);
    }

    private static void put(Map<String, String> group, String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("not 'name = object': " + line);
        }
        group.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
}
