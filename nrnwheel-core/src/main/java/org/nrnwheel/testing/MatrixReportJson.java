package org.nrnwheel.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.testing.MatrixReport.Cell;
import org.nrnwheel.testing.MatrixReport.Gap;
import org.nrnwheel.testing.MatrixReport.TestedSystem;

/** The JSON form of matrices, {@code docs/schemas/matrix-report.schema.json}. */
final class MatrixReportJson {
    private MatrixReportJson() {}

    static String write(MatrixReport report) {
        ObjectNode node =
                Json.object().put("schemaVersion", MatrixReport.SCHEMA_VERSION).put("passed", report.passed());
        node.set("systems", Json.nodes(report.systems().stream().map(MatrixReportJson::system)));
        node.set("cells", Json.nodes(report.cells().stream().map(MatrixReportJson::cell)));
        node.set("gaps", Json.nodes(report.gaps().stream().map(MatrixReportJson::gap)));
        return Json.write(node);
    }

    static MatrixReport read(String json) {
        return Json.parse(json, "the matrix report", in -> {
            in.schemaVersion(MatrixReport.SCHEMA_VERSION);
            return new MatrixReport(
                    in.list("systems", MatrixReportJson::system),
                    in.list("cells", MatrixReportJson::cell),
                    in.list("gaps", MatrixReportJson::gap));
        });
    }

    private static ObjectNode system(TestedSystem system) {
        return Json.object()
                .put("name", system.name())
                .put("distribution", system.distribution())
                .put("libc", system.libc());
    }

    private static TestedSystem system(JsonReader in) {
        return new TestedSystem(in.string("name"), in.string("distribution"), in.string("libc"));
    }

    private static ObjectNode cell(Cell cell) {
        ObjectNode node = Json.object()
                .put("wheel", cell.wheelFile())
                .put("system", cell.system())
                .put("reason", cell.reason());
        cell.report().ifPresent(report -> node.set("report", Json.tree(report.toJson())));
        return node;
    }

    private static Cell cell(JsonReader in) {
        return new Cell(
                in.string("wheel"),
                in.string("system"),
                in.optional("report").map(report -> TestReport.fromJson(report.text())),
                in.string("reason"));
    }

    private static ObjectNode gap(Gap gap) {
        return Json.object()
                .put("wheel", gap.wheelFile())
                .put("promised", gap.promised())
                .put("tried", gap.tried())
                .put("audited", gap.audited())
                .put("covered", gap.covered());
    }

    private static Gap gap(JsonReader in) {
        return new Gap(
                in.string("wheel"),
                in.string("promised"),
                in.string("tried"),
                in.string("audited"),
                in.bool("covered"));
    }
}
