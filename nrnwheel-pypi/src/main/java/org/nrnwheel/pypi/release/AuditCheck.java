package org.nrnwheel.pypi.release;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.pypi.Preflight;

/**
 * Every wheel is audited without errors, and an index would take it.
 *
 * @param auditor audits
 * @param preflight looks at what indexes ask
 */
record AuditCheck(WheelAuditor auditor, Preflight preflight) implements ReleaseCheck {
    @Override
    public void check(List<Candidate> wheels, Consumer<Finding> findings) {
        for (Candidate wheel : wheels) {
            List<Finding> audited = auditor.report(wheel.path()).findings();
            audited.stream().filter(AuditCheck::isError).forEach(finding -> findings.accept(in(wheel, finding)));
            preflight.check(wheel.path()).findings().stream()
                    .filter(AuditCheck::isError)
                    .filter(finding -> !audited.contains(finding))
                    .forEach(finding -> findings.accept(in(wheel, finding)));
        }
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    private static Finding in(Candidate wheel, Finding finding) {
        return new Finding(
                finding.id(),
                finding.severity(),
                Optional.of(wheel.file()),
                finding.file().map(file -> file + ": ").orElse("") + finding.message(),
                finding.fix());
    }
}
