package org.nrnwheel.audit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an audit is done: pure data.
 *
 * @param excludes sonames that are somebody else's matter, with {@code *} and {@code ?} as in a shell
 * @param levels severities by check that hold instead of the usual ones
 */
public record AuditOptions(List<String> excludes, Map<String, Severity> levels) {
    /** Nothing excluded, the usual severities. */
    public static final AuditOptions STANDARD = new AuditOptions(List.of(), Map.of());

    /**
     * Copies the collections.
     */
    public AuditOptions {
        excludes = List.copyOf(excludes);
        levels = Collections.unmodifiableMap(new TreeMap<>(levels));
    }
}
