package org.nrnwheel.tests.parity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An environment module that the script loaded.
 *
 * @param call the arguments of {@code module}
 * @param before the environment before
 * @param after the environment that it left
 */
record Loaded(String call, Map<String, String> before, Map<String, String> after) {
    /** Returns the shell statements that make a later environment of the one before. */
    Stream<String> statements(Map<String, String> later) {
        List<String> gone =
                after.keySet().stream().filter(name -> !later.containsKey(name)).toList();
        return Stream.of("module " + call, "unset " + String.join(" ", gone));
    }

    /** Takes what the module did out of a later environment. */
    Map<String, String> without(Map<String, String> later) {
        Map<String, String> rest = new TreeMap<>(later);
        after.forEach((name, value) -> {
            boolean set = !value.equals(before.get(name));
            if (set && rest.remove(name, value) && before.containsKey(name)) {
                rest.put(name, before.get(name));
            }
        });
        return rest;
    }
}
