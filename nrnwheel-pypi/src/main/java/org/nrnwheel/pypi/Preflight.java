package org.nrnwheel.pypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.concurrent.LargestFirst;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.WheelFile;

/**
 * Finds what PyPI would refuse a wheel for, before its first byte is sent: METADATA, names, version, platform tags, size, and how the
 * archive is written. A preflight asks no index; whether a file's name is used there already, {@link PypiPublisher#dryRun} finds
 * out. Immutable: every method gives a new one. Safe for use by several threads.
 */
public final class Preflight {
    private static final long PYPI = 100L * 1024 * 1024;
    private static final Set<String> ARCHIVE = Set.of(
            "trailing-data",
            "stray-bytes",
            "duplicate-entry",
            "overlapping-entry",
            "wrong-local-header",
            "unclear-entry-name",
            "entry-comment",
            "data-descriptor",
            "record-mismatch");
    /** PyPI compares the names in RECORD, not the hashes. */
    private static final Pattern TAKEN = Pattern.compile("it has (\\d+ bytes|no hash|another hash).*");

    private final long largest;
    private final Optional<String> project;

    private Preflight(long largest, Optional<String> project) {
        this.largest = largest;
        this.project = project;
    }

    /**
     * Returns the preflight for PyPI: a file may have 100 MiB.
     *
     * @return the preflight
     */
    public static Preflight ofPypi() {
        return new Preflight(PYPI, Optional.empty());
    }

    /**
     * Sets how large a file may be, as for a project to which PyPI grants more.
     *
     * @param bytes 1 or more
     * @return the changed preflight
     * @throws InvalidRequestException when it is less than 1
     */
    public Preflight largest(long bytes) {
        if (bytes < 1) {
            throw new InvalidRequestException("a wheel has at least one byte", "Give 1 or more.");
        }
        return new Preflight(bytes, project);
    }

    /**
     * Says which project the wheels are for: those of another are found.
     *
     * @param name a project's name, in any spelling (PEP 503)
     * @return the changed preflight
     */
    public Preflight project(String name) {
        return new Preflight(largest, Optional.of(WheelName.normalize(name)));
    }

    /**
     * Looks at a wheel.
     *
     * @param wheel the wheel
     * @return what an index would say
     * @throws org.nrnwheel.wheel.InvalidWheelException when it is no wheel, or its METADATA has no name or version
     * @throws InvalidRequestException when there is no such file
     */
    public PreflightReport check(Path wheel) {
        return check(wheel, WheelAuditor.audit(wheel));
    }

    /**
     * Looks at a wheel that was audited already, so that it is read once only. What the audit found in the archive is reported as the
     * auditor weighs it; what PyPI refuses is an error whatever the auditor says.
     *
     * @param wheel the wheel
     * @param audited the audit of this very file
     * @return what an index would say
     * @throws org.nrnwheel.wheel.InvalidWheelException when it is no wheel, or its METADATA has no name or version
     * @throws InvalidRequestException when there is no such file
     */
    public PreflightReport check(Path wheel, AuditReport audited) {
        try (WheelFile file = WheelFile.open(wheel)) {
            CoreMetadata metadata = file.metadata();
            List<Finding> findings = new ArrayList<>(new MetadataReview(file, metadata).findings());
            platforms(file.name()).forEach(findings::add);
            name(metadata).ifPresent(findings::add);
            size(wheel).ifPresent(findings::add);
            audited.findings().stream()
                    .filter(finding -> ARCHIVE.contains(finding.id()))
                    .map(Preflight::weighed)
                    .forEach(findings::add);
            return new PreflightReport(
                    String.valueOf(wheel.getFileName()),
                    findings.stream().sorted().toList());
        } catch (IOException e) {
            throw new InvalidRequestException(
                    wheel + " cannot be read: " + e.getMessage(), "Give the path of a wheel.");
        }
    }

    /**
     * Looks at wheels and insists that an index would take each of them.
     *
     * @param wheels the wheels
     * @throws PreflightFailedException when it would refuse one; it names all that it would refuse
     * @throws org.nrnwheel.wheel.InvalidWheelException as {@link #check(Path)} does
     * @throws InvalidRequestException as {@link #check(Path)} does
     */
    public void require(List<Path> wheels) {
        require(wheels, new Events(List.of()));
    }

    /** Looks at wheels side by side, and tells which one is looked at. */
    void require(List<Path> wheels, Events events) {
        List<PreflightReport> refused = LargestFirst.each(
                        wheels,
                        wheel -> wheel.toFile().length(),
                        Runtime.getRuntime().availableProcessors(),
                        wheel -> {
                            events.checking(String.valueOf(wheel.getFileName()), wheels.size());
                            return check(wheel);
                        })
                .stream()
                .filter(report -> !report.passed())
                .toList();
        if (!refused.isEmpty()) {
            throw new PreflightFailedException(refused);
        }
    }

    private static Finding weighed(Finding finding) {
        return TAKEN.matcher(finding.message()).matches() ? finding : finding.withSeverity(Severity.ERROR);
    }

    private static Stream<Finding> platforms(WheelName name) {
        return name.platforms().stream()
                .filter(tag -> !PlatformRules.accepts(tag))
                .map(tag -> new Finding(
                        "platform-not-accepted",
                        Severity.ERROR,
                        Optional.empty(),
                        "no index takes wheels for " + tag,
                        tag.startsWith("linux_")
                                ? "Repair it: nrnwheel repair finds the manylinux or musllinux tag that fits."
                                : "Name it by a tag of PEP 600, PEP 656 or macOS."));
    }

    private Optional<Finding> name(CoreMetadata metadata) {
        return project.filter(wanted -> !wanted.equals(metadata.project()))
                .map(wanted -> new Finding(
                        "other-project",
                        Severity.ERROR,
                        Optional.empty(),
                        "it is a wheel of " + metadata.project() + ", not of " + wanted,
                        "Build it under the other name (nrnwheel build --nightly or --release), or leave it out."));
    }

    private Optional<Finding> size(Path wheel) throws IOException {
        long size = Files.size(wheel);
        return size <= largest
                ? Optional.empty()
                : Optional.of(new Finding(
                        "too-large",
                        Severity.ERROR,
                        Optional.empty(),
                        String.format(
                                Locale.ROOT,
                                "it has %.1f MiB, the index takes %.1f",
                                mebibytes(size),
                                mebibytes(largest)),
                        "Strip it (nrnwheel repair --strip), or ask the index for more and say so (--largest)."));
    }

    private static double mebibytes(long bytes) {
        return bytes / 1048576.0;
    }
}
