package org.nrnwheel.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/** The JSON form of inventories, {@code docs/schemas/inventory.schema.json}. */
final class InventoryJson {
    private static final int SCHEMA = 1;

    private InventoryJson() {}

    static String write(Inventory inventory) {
        ObjectNode node = Json.object()
                .put("schemaVersion", SCHEMA)
                .put("platform", inventory.platform())
                .put("system", Json.word(inventory.system()))
                .put("architecture", inventory.architecture().token())
                .put("processors", inventory.processors());
        inventory.memory().ifPresent(bytes -> node.put("memory", bytes));
        node.set("distribution", write(inventory.distribution()));
        node.set("interpreters", Json.nodes(inventory.interpreters().stream().map(InventoryJson::write)));
        node.set("tools", Json.nodes(inventory.tools().values().stream().map(InventoryJson::write)));
        node.set("paths", Json.strings(inventory.paths()));
        node.set("passedOn", Json.strings(inventory.passedOn()));
        inventory.image().ifPresent(image -> node.set("image", write(image)));
        node.set("machine", write(inventory.machine()));
        return Json.write(node);
    }

    static Inventory read(String json) {
        return Json.parse(json, "the inventory", InventoryJson::inventory);
    }

    private static Inventory inventory(JsonReader in) {
        in.schemaVersion(SCHEMA);
        Architecture architecture = architecture(in);
        return new Inventory(
                in.string("platform"),
                in.word("system", TargetSystem.class),
                architecture,
                in.integer("processors"),
                in.optionalNumber("memory"),
                distribution(in.field("distribution")),
                in.list("interpreters", InventoryJson::interpreter),
                tools(in),
                Set.copyOf(in.strings("paths")),
                Set.copyOf(in.strings("passedOn")),
                in.optional("image").map(InventoryJson::image),
                in.optional("machine").map(InventoryJson::machine).orElseGet(() -> Machine.of(architecture)));
    }

    private static ObjectNode write(Machine machine) {
        ObjectNode node =
                Json.object().put("architecture", machine.architecture().token());
        node.set(
                "emulated",
                Json.strings(
                        machine.emulated().stream().map(Architecture::token).toList()));
        return node;
    }

    private static Machine machine(JsonReader in) {
        List<Architecture> emulated = in.list(
                "emulated",
                item -> Architecture.find(item.asString())
                        .orElseThrow(() -> item.error("is not an architecture: " + item.asString())));
        return new Machine(architecture(in), Set.copyOf(emulated));
    }

    static ObjectNode write(Interpreter interpreter) {
        return Json.object()
                .put("executable", interpreter.executable())
                .put("implementation", interpreter.implementation())
                .put("version", interpreter.version())
                .put("major", interpreter.major())
                .put("minor", interpreter.minor())
                .put("pythonTag", interpreter.pythonTag())
                .put("abiTag", interpreter.abiTag())
                .put("platformTag", interpreter.platformTag())
                .put("architecture", interpreter.architecture().token())
                .put("headers", interpreter.headers())
                .put("origin", interpreter.origin());
    }

    static Interpreter interpreter(JsonReader in) {
        return new Interpreter(
                in.string("executable"),
                in.string("implementation"),
                in.string("version"),
                in.integer("major"),
                in.integer("minor"),
                in.string("pythonTag"),
                in.string("abiTag"),
                in.string("platformTag"),
                architecture(in),
                in.bool("headers"),
                in.string("origin"));
    }

    private static Architecture architecture(JsonReader in) {
        return in.convert(
                "architecture",
                name -> Architecture.find(name)
                        .orElseThrow(() -> new IllegalArgumentException("not an architecture: " + name)));
    }

    private static ObjectNode write(Distribution distribution) {
        return Json.object()
                .put("id", distribution.id())
                .put("like", distribution.like())
                .put("version", distribution.version());
    }

    private static Distribution distribution(JsonReader in) {
        return new Distribution(in.string("id"), in.string("like"), in.string("version"));
    }

    private static ObjectNode write(Tool tool) {
        return Json.object().put("name", tool.name()).put("path", tool.path()).put("version", tool.version());
    }

    private static Map<String, Tool> tools(JsonReader in) {
        Map<String, Tool> tools = new TreeMap<>();
        for (Tool tool :
                in.list("tools", item -> new Tool(item.string("name"), item.string("path"), item.string("version")))) {
            tools.put(tool.name(), tool);
        }
        return tools;
    }

    static ObjectNode write(ImageReference image) {
        ObjectNode node = Json.object().put("name", image.name());
        image.digest().ifPresent(digest -> node.put("digest", digest));
        return node;
    }

    static ImageReference image(JsonReader in) {
        Optional<String> digest = in.optionalString("digest");
        return new ImageReference(in.string("name"), digest);
    }
}
