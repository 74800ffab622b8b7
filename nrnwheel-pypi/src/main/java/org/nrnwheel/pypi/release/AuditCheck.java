package org.nrnwheel.pypi.release;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.concurrent.LargestFirst;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.pypi.Preflight;

/**
 * Every wheel is audited without errors, and an index would take it. Each is audited once, for both.
 *
 * @param auditor audits
 * @param preflight looks at what indexes ask
 * @param events hears which wheel is looked at
 */
record AuditCheck(WheelAuditor auditor, Preflight preflight, Listeners<ReleaseEvent> events) implements ReleaseCheck {
    @Override
    public void check(List<Candidate> wheels, Consumer<Finding> findings) {
        Counter counter = new Counter(events, wheels.size());
        LargestFirst.each(wheels, Candidate::size, Runtime.getRuntime().availableProcessors(), wheel -> {
                    counter.tell(wheel.file(), ReleaseEvent.Checking::new);
                    return errors(wheel);
                })
                .forEach(all -> all.forEach(findings));
    }

    private List<Finding> errors(Candidate wheel) {
        AuditReport audited = auditor.report(wheel.path());
        return Stream.concat(audited.findings().stream(), preflight.check(wheel.path(), audited).findings().stream())
                .filter(finding -> finding.severity() == Severity.ERROR)
                .distinct()
                .map(finding -> in(wheel, finding))
                .toList();
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
