package org.nrnwheel.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Blocker;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.audit.Verdict;
import org.nrnwheel.testing.CheckResult.Status;

/** The check at the head of every suite: what an audit sees and no run here need show. Stateless. */
final class AuditCheck {
    static final String NAME = "audit";

    /** What keeps a wheel from working where its tags promise it, or from being installed; the rest is advice. */
    private static final Set<String> FATAL = Set.of(
            "unresolved-library",
            "damaged-elf",
            "missing-script-module",
            "record-mismatch",
            "overlapping-segments",
            "misaligned-segment",
            "elf-in-pure-wheel",
            "invalid-metadata",
            "invalid-wheel",
            "duplicate-entry");

    private AuditCheck() {}

    private static boolean fatal(AuditReport audit, Finding finding) {
        return switch (finding.id()) {
            // a library that no tag allows may be left out knowingly, as libgomp is: whether it is there the other
            // checks show
            case "platform-tag" ->
                audit.verdict().flatMap(verdict -> blocking(verdict, finding)).isPresent();
            // elsewhere than among programs, it may be a sample that nobody runs where it lies
            case "lost-execute-bit" ->
                finding.file().filter(file -> file.contains("/bin/")).isPresent();
            default -> FATAL.contains(finding.id());
        };
    }

    static CheckResult of(AuditReport audit, Duration time) {
        List<Finding> fatal = audit.findings().stream()
                .filter(finding -> fatal(audit, finding))
                .toList();
        String output = audit.findings().stream()
                .filter(finding -> finding.severity() != Severity.ADVICE)
                .map(Finding::toString)
                .collect(Collectors.joining("\n"));
        if (fatal.isEmpty()) {
            return new CheckResult(NAME, Status.PASSED, "", time, output);
        }
        Finding first = fatal.get(0);
        String more = fatal.size() == 1 ? "" : " (and " + (fatal.size() - 1) + " more)";
        String reason = first.file().map(file -> file + ": ").orElse("") + first.message() + more;
        return new CheckResult(NAME, Status.FAILED, reason, time, output).withBlame(blame(audit, first));
    }

    private static Optional<Blame> blame(AuditReport audit, Finding finding) {
        Optional<Blame> own = finding.file().map(file -> new Blame(file, finding.message()));
        return own.or(() -> audit.verdict().flatMap(verdict -> blocking(verdict, finding)));
    }

    /** The file that forbids the tag that the name promises. */
    private static Optional<Blame> blocking(Verdict verdict, Finding finding) {
        return verdict.steps().stream()
                .filter(step -> finding.message().contains(step.tag()))
                .flatMap(step -> step.blockers().stream())
                .filter(blocker -> !blocker.files().isEmpty() && blocker.kind() != Blocker.Kind.LIBRARY)
                .map(blocker -> new Blame(blocker.files().get(0), why(blocker)))
                .findFirst();
    }

    private static String why(Blocker blocker) {
        return "it needs " + blocker.toString().replaceFirst(", needed by .*", "")
                + ", which the wheel's tag does not promise";
    }
}
