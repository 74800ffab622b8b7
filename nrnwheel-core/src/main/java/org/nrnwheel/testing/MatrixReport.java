package org.nrnwheel.testing;

import java.util.List;
import java.util.Optional;

/**
 * Evidence about wheels on several systems: wheel × system × check.
 *
 * @param systems the systems, in the order they were named
 * @param cells what became of each wheel on each system, wheel by wheel
 * @param gaps what no system covers, for each wheel
 */
public record MatrixReport(List<TestedSystem> systems, List<Cell> cells, List<Gap> gaps) {
    /** Version of the JSON form that this library writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Copies the lists.
     */
    public MatrixReport {
        systems = List.copyOf(systems);
        cells = List.copyOf(cells);
        gaps = List.copyOf(gaps);
    }

    /**
     * A system that wheels were tried on.
     *
     * @param name as it was named, e.g. {@code rootfs:/roots/bullseye}
     * @param distribution e.g. {@code debian 11}
     * @param libc its C library, e.g. {@code glibc 2.31}; empty when it does not tell
     */
    public record TestedSystem(String name, String distribution, String libc) {}

    /**
     * One wheel on one system.
     *
     * @param wheelFile the wheel's file name; or a requirement, whose wheels the systems fetched
     * @param system the system's name
     * @param report the evidence; nothing when the wheel was not tried there
     * @param reason why it was not tried: what was missing; else empty
     */
    public record Cell(String wheelFile, String system, Optional<TestReport> report, String reason) {}

    /**
     * What a wheel's tag promises beyond what was tried.
     *
     * @param wheelFile the wheel's file name
     * @param promised the oldest C library that its platform tags promise, e.g. {@code glibc 2.17}
     * @param tried the oldest that it was tried on, e.g. {@code glibc 2.31}; empty when it was tried on none
     * @param audited the platform tag that its symbols allow by the hermetic audit; empty when none
     * @param covered whether what was tried or audited reaches as far as the promise
     */
    public record Gap(String wheelFile, String promised, String tried, String audited, boolean covered) {}

    /**
     * Says whether every wheel passed on at least one system and failed on none.
     *
     * @return whether the wheels passed
     */
    public boolean passed() {
        boolean failed = cells.stream().flatMap(cell -> cell.report().stream()).anyMatch(report -> !report.passed());
        return !failed
                && !cells.isEmpty()
                && cells.stream()
                        .map(Cell::wheelFile)
                        .distinct()
                        .allMatch(wheel -> cells.stream()
                                .anyMatch(cell -> cell.wheelFile().equals(wheel)
                                        && cell.report().isPresent()));
    }

    /**
     * Writes a table for people, then what failed, what was not tried, and what no system covers.
     *
     * @return lines
     */
    public String toText() {
        return MatrixText.write(this);
    }

    /**
     * Writes this report as JSON ({@code docs/schemas/matrix-report.schema.json}).
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return MatrixReportJson.write(this);
    }

    /**
     * Reads a report.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the report
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static MatrixReport fromJson(String json) {
        return MatrixReportJson.read(json);
    }
}
