package org.nrnwheel.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** The JSON form of graft plans. */
final class GraftPlanJson {
    private static final int SCHEMA = 1;

    private GraftPlanJson() {}

    static String write(GraftPlan plan) {
        ObjectNode node = Json.object()
                .put("schemaVersion", SCHEMA)
                .put("wheel", plan.wheel())
                .put("sha256", plan.sha256())
                .put("fileName", plan.fileName());
        node.set("platforms", Json.strings(plan.platforms()));
        node.set("grafts", Json.nodes(plan.grafts().stream().map(GraftPlanJson::graft)));
        ObjectNode edits = node.putObject("edits");
        plan.edits().forEach((path, edit) -> edits.set(path, edit(edit)));
        node.set("duplicates", Json.strings(plan.duplicates()));
        ObjectNode modes = node.putObject("modes");
        plan.modes().forEach(modes::put);
        node.set("excluded", Json.strings(plan.excluded()));
        node.set(
                "components",
                Json.strings(plan.components().stream()
                        .map(StaticComponent::packageUrl)
                        .toList()));
        return Json.write(node);
    }

    private static ObjectNode graft(Graft graft) {
        ObjectNode node = Json.object()
                .put("soname", graft.soname())
                .put("source", graft.source())
                .put("sha256", graft.sha256())
                .put("path", graft.path());
        graft.packageUrl().ifPresent(url -> node.put("packageUrl", url));
        node.set("edit", edit(graft.edit()));
        return node;
    }

    private static ObjectNode edit(NativeEdit edit) {
        ObjectNode node = Json.object();
        edit.soname().ifPresent(name -> node.put("soname", name));
        node.set("replaced", Json.strings(edit.replaced()));
        node.set("removed", Json.strings(edit.removed()));
        edit.rpath().ifPresent(path -> node.put("rpath", path));
        edit.runpath().ifPresent(path -> node.put("runpath", path));
        return node.put("strip", edit.strip());
    }

    static GraftPlan read(String json) {
        return Json.parse(json, "the graft plan", GraftPlanJson::plan);
    }

    private static GraftPlan plan(JsonReader in) {
        in.schemaVersion(SCHEMA);
        TreeMap<String, Integer> modes = new TreeMap<>();
        in.map("modes", mode -> mode.text()).forEach((path, mode) -> modes.put(path, Integer.valueOf(mode)));
        return new GraftPlan(
                in.string("wheel"),
                in.string("sha256"),
                in.string("fileName"),
                in.strings("platforms"),
                in.list("grafts", GraftPlanJson::graft),
                in.map("edits", GraftPlanJson::edit),
                in.map("duplicates", JsonReader::asString),
                modes,
                in.strings("excluded"),
                in.strings("components").stream().map(StaticComponent::new).toList());
    }

    private static Graft graft(JsonReader in) {
        return new Graft(
                in.string("soname"),
                in.string("source"),
                in.string("sha256"),
                in.optionalString("packageUrl"),
                in.string("path"),
                edit(in.field("edit")));
    }

    private static NativeEdit edit(JsonReader in) {
        return new NativeEdit(
                in.optionalString("soname"),
                in.map("replaced", JsonReader::asString),
                Set.copyOf(in.strings("removed")),
                in.optionalString("rpath"),
                in.optionalString("runpath"),
                in.bool("strip"));
    }
}
