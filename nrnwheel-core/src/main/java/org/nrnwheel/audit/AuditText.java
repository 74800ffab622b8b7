package org.nrnwheel.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes reports for people. */
final class AuditText {
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
        text.append(FindingText.write(report.findings()).indent(2));
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

    private static String summary(AuditReport report) {
        return String.format(
                Locale.ROOT,
                "  %s, %s, %s, %s of advice%n",
                counted(report.files().size(), "ELF file"),
                counted(count(report, Severity.ERROR), "error"),
                counted(count(report, Severity.WARNING), "warning"),
                counted(count(report, Severity.ADVICE), "piece"));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
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
