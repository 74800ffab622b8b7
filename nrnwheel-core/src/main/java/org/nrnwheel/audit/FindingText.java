package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes findings for people. */
final class FindingText {
    private static final int SHOWN = 3;

    /** Those of which the same is to be said. */
    private record Kind(Severity severity, String id, String fix) {}

    private FindingText() {}

    static String write(List<Finding> findings) {
        Map<Kind, List<Finding>> kinds = new LinkedHashMap<>();
        findings.forEach(finding ->
                kinds.computeIfAbsent(kind(finding), key -> new ArrayList<>()).add(finding));
        StringBuilder text = new StringBuilder();
        kinds.forEach((kind, same) -> write(text, kind, same));
        return text.toString();
    }

    private static Kind kind(Finding finding) {
        return new Kind(finding.severity(), finding.id(), finding.fix());
    }

    /** Errors stand one by one; of the rest the first few are enough, JSON has all. */
    private static void write(StringBuilder text, Kind kind, List<Finding> same) {
        boolean all = kind.severity() == Severity.ERROR || same.size() <= SHOWN + 1;
        same.stream()
                .limit(all ? same.size() : SHOWN)
                .forEach(finding -> text.append(finding).append('\n'));
        if (!all) {
            text.append("  and " + (same.size() - SHOWN) + " more " + kind.id()).append('\n');
        }
        text.append("  → ").append(kind.fix()).append('\n');
    }
}
