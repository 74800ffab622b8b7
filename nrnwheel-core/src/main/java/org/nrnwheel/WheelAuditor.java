package org.nrnwheel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.audit.AuditFailedException;
import org.nrnwheel.audit.AuditOptions;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.audit.WheelAudit;
import org.nrnwheel.wheel.InvalidWheelException;

/**
 * Audits Linux wheels: which platform tag fits, what forbids a better one, and what is wrong with the wheel. The answer
 * depends on the wheel alone, on any operating system. An auditor is an immutable value: every method gives a new one. Safe
 * for use by several threads.
 *
 * <pre>{@code
 * AuditReport report = WheelAuditor.audit(Path.of("demo-1.0-cp311-cp311-linux_x86_64.whl"));
 * System.out.println(report.tag() + "\n" + report.explain());
 * }</pre>
 */
public final class WheelAuditor {
    private final AuditOptions options;

    private WheelAuditor(AuditOptions options) {
        this.options = options;
    }

    /**
     * Audits a wheel with the usual severities.
     *
     * @param wheel the wheel
     * @return the report; a fault of the wheel is a finding, not an exception
     * @throws InvalidWheelException when the file cannot be read or is no zip archive
     */
    public static AuditReport audit(Path wheel) {
        return hermetic().report(wheel);
    }

    /**
     * Begins an audit.
     *
     * @return an auditor that excludes nothing and weighs findings as usual
     */
    public static WheelAuditor hermetic() {
        return new WheelAuditor(AuditOptions.STANDARD);
    }

    /**
     * Names libraries that are somebody else's matter, beside those named before: the audit passes over them.
     *
     * @param sonames e.g. {@code libgomp.so.1}; {@code *} and {@code ?} as in a shell
     * @return the changed auditor
     */
    public WheelAuditor exclude(String... sonames) {
        List<String> excludes = new ArrayList<>(options.excludes());
        excludes.addAll(List.of(sonames));
        return new WheelAuditor(options.withExcludes(excludes));
    }

    /**
     * Looks external libraries up in directories, beside those named before. What they would add stands apart in the
     * report; the answer about the wheel stays the same.
     *
     * @param directories where to look, in order
     * @return the changed auditor
     */
    public WheelAuditor librariesIn(Path... directories) {
        List<Path> all = new ArrayList<>(options.libraryDirectories());
        all.addAll(List.of(directories));
        return new WheelAuditor(options.withLibraries(all, options.sysroot()));
    }

    /**
     * Looks external libraries up in a Linux system below a directory, such as an unpacked image.
     *
     * @param root the directory
     * @return the changed auditor
     */
    public WheelAuditor sysroot(Path root) {
        return new WheelAuditor(options.withLibraries(options.libraryDirectories(), Optional.of(root)));
    }

    /**
     * Weighs the findings of a check.
     *
     * @param check its id, e.g. {@code leaked-path}
     * @param severity what its findings weigh
     * @return the changed auditor
     */
    public WheelAuditor level(String check, Severity severity) {
        Map<String, Severity> levels = new TreeMap<>(options.levels());
        levels.put(check, severity);
        return new WheelAuditor(options.withLevels(levels));
    }

    /**
     * Audits a wheel.
     *
     * @param wheel the wheel
     * @return the report; a fault of the wheel is a finding, not an exception
     * @throws InvalidWheelException when the file cannot be read or is no zip archive
     */
    public AuditReport report(Path wheel) {
        return WheelAudit.of(wheel, options);
    }

    /**
     * Audits a wheel and insists that no finding is an error.
     *
     * @param wheel the wheel
     * @return the report
     * @throws AuditFailedException when a finding is an error; it carries the report
     * @throws InvalidWheelException when the file cannot be read or is no zip archive
     */
    public AuditReport require(Path wheel) {
        AuditReport report = report(wheel);
        if (report.hasErrors()) {
            throw new AuditFailedException(report);
        }
        return report;
    }
}
