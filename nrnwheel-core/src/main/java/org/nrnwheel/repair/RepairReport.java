package org.nrnwheel.repair;

import java.util.List;
import org.nrnwheel.plan.Place;

/**
 * What a repair did.
 *
 * @param engine the engine's name
 * @param engineVersion its version, empty when unknown
 * @param wheel where the repaired wheel is in its workspace
 * @param fileName its file name
 * @param grafted file names of the libraries that it now holds
 * @param excluded sonames that were not grafted because they were excluded
 */
public record RepairReport(
        String engine,
        String engineVersion,
        Place wheel,
        String fileName,
        List<String> grafted,
        List<String> excluded) {
    /**
     * Copies the lists.
     */
    public RepairReport {
        grafted = List.copyOf(grafted);
        excluded = List.copyOf(excluded);
    }

    /**
     * Writes this report as JSON.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return RepairReportJson.write(this);
    }

    /**
     * Reads a report.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the report
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static RepairReport fromJson(String json) {
        return RepairReportJson.read(json);
    }
}
