package org.nrnwheel.audit;

import java.util.stream.Collectors;
import org.nrnwheel.error.WheelException;

/** A wheel with errors; it carries the report. */
public final class AuditFailedException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final transient AuditReport report;

    /**
     * Makes the error.
     *
     * @param report the report, with an error at least
     */
    public AuditFailedException(AuditReport report) {
        super(
                "audit-failed",
                report.wheel() + " has faults: "
                        + report.findings().stream()
                                .filter(finding -> finding.severity() == Severity.ERROR)
                                .map(Finding::toString)
                                .collect(Collectors.joining("; ")),
                "Mend what the findings name; each says how. A check can be given another level.",
                null);
        this.report = report;
    }

    /**
     * Returns the report.
     *
     * @return the report
     */
    public AuditReport report() {
        return report;
    }
}
