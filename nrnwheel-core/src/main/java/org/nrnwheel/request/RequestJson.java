package org.nrnwheel.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.tag.Architecture;

/** The JSON form of requests; secrets are names only. */
final class RequestJson {
    private static final int SCHEMA = 1;

    private RequestJson() {}

    static String write(BuildRequest request) {
        ObjectNode node = Json.object()
                .put("schemaVersion", SCHEMA)
                .put("target", Json.word(request.target()))
                .put("source", request.source().toString());
        node.set("pythons", texts(request.pythons()));
        node.set("features", Json.strings(request.features()));
        request.recipe().ifPresent(name -> node.put("recipe", name));
        request.platform().ifPresent(spec -> node.set("platform", platform(spec)));
        node.set("options", options(request.options()));
        return Json.write(node);
    }

    static BuildRequest read(String json) {
        return Json.parse(json, "the request", RequestJson::request);
    }

    private static BuildRequest request(JsonReader in) {
        in.schemaVersion(SCHEMA);
        return new BuildRequest(
                in.word("target", TargetSystem.class),
                in.convert("source", Path::of),
                in.list("pythons", item -> new PythonSelector(item.asString())),
                Set.copyOf(in.strings("features")),
                in.optionalString("recipe"),
                in.optional("platform").map(RequestJson::platform),
                options(in.field("options")));
    }

    private static ObjectNode platform(PlatformSpec spec) {
        ObjectNode node = Json.object().put("scheme", spec.scheme());
        node.set("settings", Json.strings(spec.settings()));
        return node;
    }

    private static PlatformSpec platform(JsonReader in) {
        return new PlatformSpec(in.string("scheme"), in.map("settings", JsonReader::asString));
    }

    private static ObjectNode options(BuildOptions options) {
        ObjectNode node = Json.object();
        options.version().ifPresent(version -> node.put("version", version));
        node.put("naming", Json.word(options.naming()));
        options.architecture().ifPresent(architecture -> node.put("architecture", architecture.token()));
        node.set("cmakeDefinitions", Json.strings(options.cmakeDefinitions()));
        node.set("environment", Json.strings(options.environment()));
        node.set("secretEnvironment", Json.strings(options.secretEnvironment()));
        node.set("mpiHeaders", texts(options.mpiHeaders()));
        options.wheelhouse().ifPresent(path -> node.put("wheelhouse", path.toString()));
        options.jobs().ifPresent(jobs -> node.put("jobs", jobs));
        options.constraints().ifPresent(path -> node.put("constraints", path.toString()));
        options.asOf().ifPresent(time -> node.put("asOf", time.toString()));
        node.set("excludes", Json.strings(options.excludes()));
        return node.put("testing", Json.word(options.testing())).put("repair", Json.word(options.repair()));
    }

    private static BuildOptions options(JsonReader in) {
        return new BuildOptions(
                in.optionalString("version"),
                in.word("naming", Naming.class),
                architecture(in),
                in.map("cmakeDefinitions", JsonReader::asString),
                in.map("environment", JsonReader::asString),
                in.map("secretEnvironment", JsonReader::asString),
                in.list("mpiHeaders", item -> Path.of(item.asString())),
                in.optionalString("wheelhouse").map(Path::of),
                in.optional("jobs").map(jobs -> in.integer("jobs")),
                in.optionalString("constraints").map(Path::of),
                in.optionalString("asOf").map(Instant::parse),
                in.strings("excludes"),
                in.word("testing", BuildOptions.Testing.class),
                in.word("repair", BuildOptions.Repair.class));
    }

    private static Optional<Architecture> architecture(JsonReader in) {
        return in.optionalString("architecture")
                .map(name -> Architecture.find(name)
                        .orElseThrow(() -> new IllegalArgumentException("not an architecture: " + name)));
    }

    private static ArrayNode texts(List<?> values) {
        return Json.strings(values.stream().map(Object::toString).toList());
    }
}
