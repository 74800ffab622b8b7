package org.nrnwheel.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.plan.ImageReference;

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
        report.image().ifPresent(image -> node.set("image", image(image)));
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
                in.optional("image").map(ReportJson::image),
                in.string("sourceState"),
                in.convert("wheelhouse", Path::of),
                in.instant("started"),
                in.seconds("seconds"),
                in.list("jobs", JobJson::result),
                in.strings("warnings"));
    }

    private static ObjectNode image(ImageReference image) {
        ObjectNode node = Json.object().put("name", image.name());
        image.digest().ifPresent(digest -> node.put("digest", digest));
        return node;
    }

    private static ImageReference image(JsonReader in) {
        Optional<String> digest = in.optionalString("digest");
        return new ImageReference(in.string("name"), digest);
    }
}
