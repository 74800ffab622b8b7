package org.nrnwheel.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.nrnwheel.json.Json;

/** Writes differences as JSON. */
final class DiffJson {
    private static final int SCHEMA = 1;

    private DiffJson() {}

    static String write(WheelDiff diff) {
        ObjectNode object = Json.object();
        object.put("schemaVersion", SCHEMA);
        object.put("same", diff.isSame());
        object.set("old", wheel(diff.before()));
        object.set("new", wheel(diff.after()));
        object.set("tags", set(diff.tags()));
        object.set("requires", set(diff.requires()));
        object.set("entryPoints", set(diff.entryPoints()));
        object.set("externalLibraries", set(diff.externalLibraries()));
        object.set("symbolVersions", set(diff.symbolVersions()));
        object.set("libraries", Json.nodes(diff.libraries().stream().map(DiffJson::library)));
        object.set("files", Json.nodes(diff.files().stream().map(DiffJson::file)));
        return Json.write(object);
    }

    private static ObjectNode wheel(WheelState wheel) {
        ObjectNode object = Json.object();
        object.put("wheel", wheel.fileName());
        object.put("sha256", wheel.sha256());
        object.put("size", wheel.size());
        object.put("unpacked", wheel.unpacked());
        object.put("name", wheel.name());
        object.put("version", wheel.version());
        object.put("requiresPython", wheel.requiresPython().orElse(null));
        object.put("tag", wheel.tag().orElse(null));
        object.put("bySymbols", wheel.bySymbols().orElse(null));
        return object;
    }

    private static ObjectNode set(SetChange change) {
        ObjectNode object = Json.object();
        object.set("added", Json.strings(change.added()));
        object.set("removed", Json.strings(change.removed()));
        return object;
    }

    private static ObjectNode library(LibraryChange library) {
        ObjectNode object = Json.object();
        object.set("old", library.before().map(DiffJson::state).orElse(null));
        object.set("new", library.after().map(DiffJson::state).orElse(null));
        object.set("needed", set(library.needed()));
        object.set("searchPath", set(library.searchPath()));
        object.set("exported", set(library.exported()));
        object.set("undefined", set(library.undefined()));
        return object;
    }

    private static ObjectNode state(LibraryState library) {
        ObjectNode object = Json.object();
        object.put("path", library.path());
        object.put("kind", Json.word(library.kind()));
        object.put("soname", library.soname().orElse(null));
        object.put("version", library.version().orElse(null));
        return object;
    }

    private static ObjectNode file(FileChange file) {
        ObjectNode object = Json.object();
        object.set("old", file.before().map(DiffJson::state).orElse(null));
        object.set("new", file.after().map(DiffJson::state).orElse(null));
        return object;
    }

    private static ObjectNode state(FileState file) {
        ObjectNode object = Json.object();
        object.put("path", file.path());
        object.put("size", file.size());
        object.put("mode", String.format(Locale.ROOT, "%04o", file.unixMode()));
        object.put("sha256", file.sha256());
        return object;
    }
}
