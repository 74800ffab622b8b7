package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes reports for people. */
final class AuditText {
    private static final int SHOWN = 3;

    private AuditText() {}

    static String write(AuditReport report) {
        StringBuilder text = new StringBuilder(report.wheel()).append('\n');
        report.refusal().ifPresent(why -> line(text, "cannot be judged: " + why));
        if (report.verdict().isEmpty() && report.refusal().isEmpty()) {
            line(text, "fits every platform: it has no ELF file");
        }
        report.verdict().ifPresent(verdict -> verdict(text, verdict));
        report.otherVerdicts().forEach(verdict -> verdict(text, verdict));
        report.found()
                .forEach(library -> line(
                        text,
                        library.library() + " would add: "
                                + library.file()
                                        .map(file -> "the needs of " + file + ", by its symbols "
                                                + library.bySymbols().orElse(""))
                                        .orElse("unknown, it is not in the given directories")));
        Map<String, List<Finding>> byCheck = new LinkedHashMap<>();
        report.findings()
                .forEach(finding -> byCheck.computeIfAbsent(finding.severity() + finding.id(), key -> new ArrayList<>())
                        .add(finding));
        byCheck.values().forEach(same -> findings(text, same));
        return text.append(summary(report)).toString();
    }

    private static void verdict(StringBuilder text, Verdict verdict) {
        line(
                text,
                "fits " + verdict.overall()
                        + (verdict.bySymbols().equals(verdict.overall())
                                ? ""
                                : "; by its symbols " + verdict.bySymbols()));
        verdict.external()
                .forEach(reference -> line(
                        text,
                        "needs " + reference.library()
                                + (reference.present().isEmpty()
                                        ? " from outside"
                                        : ", which is in the wheel but not found")
                                + ": "
                                + String.join(", ", reference.files())));
        newest(text, verdict.versions());
        verdict.steps().stream()
                .findFirst()
                .ifPresent(step -> line(
                        text,
                        "for " + step.tag() + ": "
                                + step.singleChange()
                                        .orElseGet(() -> step.blockers().size() + " things are in the way")));
    }

    /** The newest of each kind says enough; JSON has all. */
    private static void newest(StringBuilder text, Map<String, Set<String>> versions) {
        String shown = versions.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + " " + last(entry.getValue()))
                .collect(Collectors.joining(", "));
        if (!shown.isEmpty()) {
            line(text, "newest symbol versions: " + shown);
        }
    }

    private static String last(Set<String> versions) {
        var sorted = VersionOrder.sorted(versions);
        return sorted.get(sorted.size() - 1);
    }

    /** Errors stand one by one; of the rest the first few are enough, JSON has all. */
    private static void findings(StringBuilder text, List<Finding> same) {
        boolean all = same.get(0).severity() == Severity.ERROR || same.size() <= SHOWN + 1;
        same.stream().limit(all ? same.size() : SHOWN).forEach(finding -> line(text, finding.toString()));
        if (!all) {
            line(text, "  and " + (same.size() - SHOWN) + " more " + same.get(0).id());
        }
        text.append("    → ").append(same.get(0).fix()).append('\n');
    }

    private static String summary(AuditReport report) {
        return String.format(
                Locale.ROOT,
                "  %d ELF files, %d errors, %d warnings, %d pieces of advice%n",
                report.files().size(),
                count(report, Severity.ERROR),
                count(report, Severity.WARNING),
                count(report, Severity.ADVICE));
    }

    private static long count(AuditReport report, Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }
}
