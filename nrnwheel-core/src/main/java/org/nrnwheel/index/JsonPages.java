package org.nrnwheel.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.nrnwheel.json.Json;

/** The same pages as JSON (PEP 691, 700, 714), for servers that choose by the Accept header. */
final class JsonPages {
    private JsonPages() {}

    /** Lists the projects. */
    static String root(List<String> projects) {
        ObjectNode root = page();
        root.set("projects", Json.nodes(projects.stream().map(project -> Json.strings(Map.of("name", project)))));
        return Json.write(root);
    }

    /** Lists a project's wheels. */
    static String project(String project, List<IndexedWheel> wheels) {
        ObjectNode root = page();
        root.put("name", project);
        root.set("versions", Json.strings(versions(wheels)));
        root.set("files", Json.nodes(wheels.stream().map(JsonPages::file)));
        return Json.write(root);
    }

    private static List<String> versions(List<IndexedWheel> wheels) {
        return wheels.stream()
                .map(wheel -> wheel.version().toString())
                .distinct()
                .toList();
    }

    private static ObjectNode file(IndexedWheel wheel) {
        Map<String, String> metadata = Map.of("sha256", wheel.metadata().sha256());
        ObjectNode file = Json.object();
        file.put("filename", wheel.fileName());
        file.put("url", wheel.url());
        file.put("size", wheel.artifact().size());
        file.set("hashes", Json.strings(Map.of("sha256", wheel.artifact().sha256())));
        wheel.requiresPython().ifPresent(specifier -> file.put("requires-python", specifier));
        file.set("dist-info-metadata", Json.strings(metadata));
        file.set("core-metadata", Json.strings(metadata));
        return file;
    }

    private static ObjectNode page() {
        ObjectNode page = Json.object();
        page.set("meta", Json.strings(Map.of("api-version", "1.1")));
        return page;
    }
}
