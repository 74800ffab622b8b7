package org.nrnwheel.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.json.Json;
import org.nrnwheel.tag.Architecture;

/** Writes reports as JSON. */
final class AuditJson {
    private static final int SCHEMA = 1;

    private AuditJson() {}

    static String write(AuditReport report) {
        return Json.write(tree(report));
    }

    static String write(List<AuditReport> reports) {
        return Json.write(Json.nodes(reports.stream().map(AuditJson::tree)));
    }

    private static ObjectNode tree(AuditReport report) {
        ObjectNode object = Json.object();
        object.put("schemaVersion", SCHEMA);
        object.put("wheel", report.wheel());
        object.put("sha256", report.sha256());
        object.put("size", report.size());
        put(object, "tag", report.tag());
        put(object, "refusal", report.refusal());
        object.set("verdict", report.verdict().map(AuditJson::verdict).orElse(null));
        object.set("otherVerdicts", Json.nodes(report.otherVerdicts().stream().map(AuditJson::verdict)));
        object.set("files", Json.nodes(report.files().stream().map(AuditJson::file)));
        object.set("findings", Json.nodes(report.findings().stream().map(AuditJson::finding)));
        object.set("found", Json.nodes(report.found().stream().map(AuditJson::found)));
        return object;
    }

    private static ObjectNode verdict(Verdict verdict) {
        ObjectNode object = Json.object();
        object.put("libc", Json.word(verdict.libc()));
        object.put("architecture", verdict.architecture().token());
        object.put("overall", verdict.overall());
        object.put("bySymbols", verdict.bySymbols());
        object.put("byLibraries", verdict.byLibraries());
        object.put("byBlockedSymbols", verdict.byBlockedSymbols());
        object.put("byIsa", verdict.byIsa());
        object.put("ucs2", verdict.ucs2());
        object.put("pyfpe", verdict.pyfpe());
        object.set("versions", sets(verdict.versions()));
        object.set("external", Json.nodes(verdict.external().stream().map(AuditJson::reference)));
        object.set("outOfReach", Json.nodes(verdict.steps().stream().map(AuditJson::step)));
        return object;
    }

    private static ObjectNode reference(ExternalReference reference) {
        ObjectNode object = Json.object();
        object.put("library", reference.library());
        object.set("files", Json.strings(reference.files()));
        put(object, "allowedBy", reference.allowedBy());
        object.set("present", Json.strings(reference.present()));
        return object;
    }

    private static ObjectNode found(FoundLibrary library) {
        ObjectNode object = Json.object();
        object.put("library", library.library());
        put(object, "file", library.file().map(Path::toString));
        object.set("versions", sets(library.versions()));
        object.set("needed", Json.strings(library.needed()));
        put(object, "bySymbols", library.bySymbols());
        return object;
    }

    private static ObjectNode step(TagStep step) {
        ObjectNode object = Json.object();
        object.put("tag", step.tag());
        object.set("blockers", Json.nodes(step.blockers().stream().map(AuditJson::blocker)));
        put(object, "singleChange", step.singleChange());
        return object;
    }

    private static ObjectNode blocker(Blocker blocker) {
        ObjectNode object = Json.object();
        object.put("kind", Json.word(blocker.kind()));
        object.put("library", blocker.library());
        object.put("what", blocker.what());
        object.set("symbols", Json.strings(blocker.symbols()));
        object.set("files", Json.strings(blocker.files()));
        return object;
    }

    private static ObjectNode file(NativeFile file) {
        ObjectNode object = Json.object();
        object.put("path", file.path());
        object.put("size", file.size());
        object.put("mode", String.format(Locale.ROOT, "%04o", file.unixMode() & 07777));
        object.put("kind", Json.word(file.kind()));
        put(object, "architecture", file.architecture().map(Architecture::token));
        put(object, "libc", file.libc().map(Json::word));
        object.put("isaLevel", file.isaLevel());
        put(object, "interpreter", file.interpreter());
        put(object, "soname", file.soname());
        object.set("needed", Json.strings(file.needed()));
        object.set("rpath", Json.strings(file.rpath()));
        object.set("runpath", Json.strings(file.runpath()));
        object.set("versions", sets(file.versions()));
        object.set("unresolved", Json.strings(file.unresolved()));
        return object;
    }

    static ObjectNode finding(Finding finding) {
        ObjectNode object = Json.object();
        object.put("id", finding.id());
        object.put("severity", Json.word(finding.severity()));
        put(object, "file", finding.file());
        object.put("message", finding.message());
        object.put("fix", finding.fix());
        return object;
    }

    private static ObjectNode sets(Map<String, Set<String>> sets) {
        ObjectNode object = Json.object();
        sets.forEach((name, values) -> object.set(name, Json.strings(VersionOrder.sorted(values))));
        return object;
    }

    private static void put(ObjectNode object, String name, Optional<String> value) {
        object.put(name, value.orElse(null));
    }
}
