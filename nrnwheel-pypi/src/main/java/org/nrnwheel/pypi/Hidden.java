package org.nrnwheel.pypi;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes secrets out of texts: a server may say again what it was sent. Safe for use by several threads. */
final class Hidden {
    private final Set<String> values = ConcurrentHashMap.newKeySet();

    void add(List<String> secrets) {
        values.addAll(secrets);
    }

    String in(String text) {
        String shown = text;
        for (String value : values) {
            shown = shown.replace(value, "***");
        }
        return shown;
    }
}
