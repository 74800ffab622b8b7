package org.nrnwheel.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.plan.Place;

/** The JSON form of repair reports. */
final class RepairReportJson {
    private static final int SCHEMA = 1;

    private RepairReportJson() {}

    static String write(RepairReport report) {
        ObjectNode node = Json.object()
                .put("schemaVersion", SCHEMA)
                .put("engine", report.engine())
                .put("engineVersion", report.engineVersion());
        node.putObject("wheel")
                .put("root", Json.word(report.wheel().root()))
                .put("path", report.wheel().relative());
        node.put("fileName", report.fileName());
        node.set("grafted", Json.strings(report.grafted()));
        node.set("excluded", Json.strings(report.excluded()));
        return Json.write(node);
    }

    static RepairReport read(String json) {
        return Json.parse(json, "the repair report", RepairReportJson::report);
    }

    private static RepairReport report(JsonReader in) {
        in.schemaVersion(SCHEMA);
        JsonReader wheel = in.field("wheel");
        return new RepairReport(
                in.string("engine"),
                in.string("engineVersion"),
                new Place(wheel.word("root", Place.Root.class), wheel.string("path")),
                in.string("fileName"),
                in.strings("grafted"),
                in.strings("excluded"));
    }
}
