package org.nrnwheel.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** The JSON form of build reports, {@code docs/schemas/report.schema.json}. */
final class ReportJson {
    private ReportJson() {}

    static String write(BuildReport report) {
        ObjectNode node = Json.object()
                .put("schemaVersion", BuildReport.SCHEMA_VERSION)
                .put("successful", report.successful())
                .put("recipe", report.recipe())
                .put("platform", report.platform())
                .put("sourceState", report.sourceState())
                .put("wheelhouse", report.wheelhouse().toString())
                .put("started", report.started().toString());
        node.set("seconds", Json.seconds(report.time()));
        node.set("jobs", Json.nodes(report.jobs().stream().map(JobJson::node)));
        node.set("warnings", Json.strings(report.warnings()));
        return Json.write(node);
    }

    static BuildReport read(String json) {
        return Json.parse(json, "the build report", ReportJson::report);
    }

    private static BuildReport report(JsonReader in) {
        in.schemaVersion(BuildReport.SCHEMA_VERSION);
        return new BuildReport(
                in.string("recipe"),
                in.string("platform"),
                in.string("sourceState"),
                in.convert("wheelhouse", Path::of),
                in.instant("started"),
                in.seconds("seconds"),
                in.list("jobs", JobJson::result),
                in.strings("warnings"));
    }
}
