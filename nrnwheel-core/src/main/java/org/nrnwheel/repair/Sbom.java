package org.nrnwheel.repair;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.nrnwheel.json.Json;
import org.nrnwheel.tag.WheelName;

/** The bill of materials of what was grafted: CycloneDX 1.4, where PEP 770 puts it. It holds no time: bytes stay the same. */
final class Sbom {
    /** Its place below {@code .dist-info}. */
    static final String PATH = "/sboms/nrnwheel.cdx.json";

    private Sbom() {}

    static byte[] of(GraftPlan plan) {
        WheelName wheel = WheelName.parse(plan.fileName());
        String reference = "pkg:pypi/" + wheel.project() + "@" + wheel.version() + "?file_name=" + plan.fileName();
        ObjectNode root = Json.object()
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.4")
                .put("version", 1);
        ObjectNode metadata = root.putObject("metadata");
        metadata.set("component", component(wheel, reference));
        metadata.putArray("tools").addObject().put("name", GraftEngine.NAME);
        ArrayNode components = root.putArray("components");
        components.add(component(wheel, reference));
        plan.grafts().forEach(graft -> components.add(component(graft)));
        plan.components().forEach(declared -> components.add(component(declared)));
        ArrayNode dependencies = root.putArray("dependencies");
        ObjectNode dependency = dependencies.addObject().put("ref", reference);
        dependency.set(
                "dependsOn",
                Json.strings(Stream.concat(
                                plan.grafts().stream().map(Sbom::reference),
                                plan.components().stream().map(StaticComponent::packageUrl))
                        .toList()));
        plan.grafts().forEach(graft -> dependencies.addObject().put("ref", reference(graft)));
        plan.components().forEach(declared -> dependencies.addObject().put("ref", declared.packageUrl()));
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode component(WheelName wheel, String reference) {
        return Json.object()
                .put("type", "library")
                .put("bom-ref", reference)
                .put("name", wheel.project())
                .put("version", wheel.version())
                .put("purl", reference);
    }

    private static ObjectNode component(StaticComponent declared) {
        ObjectNode node = Json.object()
                .put("type", "library")
                .put("bom-ref", declared.packageUrl())
                .put("name", declared.name())
                .put("version", declared.version())
                .put("purl", declared.packageUrl());
        node.putArray("properties").addObject().put("name", "nrnwheel:linked").put("value", "static");
        return node;
    }

    private static ObjectNode component(Graft graft) {
        ObjectNode node = Json.object().put("type", "library").put("bom-ref", reference(graft));
        node.put("name", graft.soname());
        graft.packageUrl().ifPresent(url -> node.put("purl", url));
        node.putArray("hashes").addObject().put("alg", "SHA-256").put("content", graft.sha256());
        ArrayNode properties = node.putArray("properties");
        properties.addObject().put("name", "nrnwheel:path").put("value", graft.path());
        properties.addObject().put("name", "nrnwheel:source").put("value", graft.source());
        return node;
    }

    private static String reference(Graft graft) {
        return graft.packageUrl().orElse("file") + "#" + graft.sha256();
    }
}
