package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;

/**
 * What an audit found out about one wheel: evidence about its SHA-256.
 *
 * @param wheel the wheel's file name
 * @param sha256 hexadecimal SHA-256 of the file
 * @param size its size in bytes
 * @param verdict which platform tag fits; nothing for a wheel without ELF files or one that cannot be judged
 * @param otherVerdicts the same for ELF files of other architectures
 * @param refusal why there is no verdict, or nothing
 * @param files the ELF files, in the order of RECORD
 * @param findings what is wrong, the gravest first
 * @param found external libraries that were looked up, if that was asked for; all else depends on the wheel alone
 */
public record AuditReport(
        String wheel,
        String sha256,
        long size,
        Optional<Verdict> verdict,
        List<Verdict> otherVerdicts,
        Optional<String> refusal,
        List<NativeFile> files,
        List<Finding> findings,
        List<FoundLibrary> found) {
    /**
     * Copies the lists.
     */
    public AuditReport {
        otherVerdicts = List.copyOf(otherVerdicts);
        files = List.copyOf(files);
        findings = findings.stream().sorted().toList();
        found = List.copyOf(found);
    }

    /**
     * Says whether a finding is an error.
     *
     * @return whether one is
     */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Returns the findings of one check.
     *
     * @param id the check, e.g. {@code leaked-path}
     * @return its findings
     */
    public List<Finding> findings(String id) {
        return findings.stream().filter(finding -> finding.id().equals(id)).toList();
    }

    /**
     * Returns the platform tag that fits the wheel.
     *
     * @return e.g. {@code manylinux_2_17_x86_64}, {@code any} for a wheel without ELF files, or nothing when the wheel
     *     cannot be judged
     */
    public Optional<String> tag() {
        return verdict.map(Verdict::overall).or(() -> refusal.isEmpty() ? Optional.of("any") : Optional.empty());
    }

    /**
     * Returns the libraries that the wheel needs, does not provide, and that no platform tag allows.
     *
     * @return the references
     */
    public List<ExternalReference> externalReferences() {
        return verdict.map(Verdict::external).orElse(List.of());
    }

    /**
     * Writes this report as JSON (docs/schemas/audit-report.schema.json).
     *
     * @return one object
     */
    public String toJson() {
        return AuditJson.write(this);
    }

    /**
     * Writes what {@code auditwheel show --json} prints of this wheel, by version 1 of its schema.
     *
     * @return one object on one line, with a line end
     */
    public String toAuditwheelJson() {
        return AuditwheelJson.write(this);
    }

    /**
     * Writes the report for people.
     *
     * @return lines
     */
    public String toText() {
        return AuditText.write(this);
    }

    /**
     * Says why the wheel has no better tag: for each tag out of reach what forbids it, and which single change would
     * give the next better one.
     *
     * @return lines
     */
    public String explain() {
        return Explanation.write(this);
    }

    /**
     * Writes reports as JSON: an array of what {@link #toJson()} writes.
     *
     * @param reports the reports
     * @return one array
     */
    public static String toJson(List<AuditReport> reports) {
        return AuditJson.write(reports);
    }

    /**
     * Writes what stands in the place of {@link #toAuditwheelJson()} for a file that has no report.
     *
     * @param wheel the file's name
     * @param error why it has none
     * @return one object on one line, with a line end
     */
    public static String toAuditwheelJson(String wheel, String error) {
        return AuditwheelJson.error(wheel, error);
    }

    /**
     * Writes the findings of several reports as SARIF 2.1.0 (OASIS), which code hosts show.
     *
     * @param reports the reports
     * @return one document
     */
    public static String toSarif(List<AuditReport> reports) {
        return Sarif.write(reports);
    }
}
