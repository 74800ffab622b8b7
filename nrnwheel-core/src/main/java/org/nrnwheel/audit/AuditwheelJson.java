package org.nrnwheel.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.nrnwheel.json.Json;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;

/** Writes reports as {@code auditwheel show --json} does (its schema, version 1). */
final class AuditwheelJson {
    private static final int VERSION = 1;

    private AuditwheelJson() {}

    static String write(AuditReport report) {
        if (report.verdict().isEmpty()) {
            return error(report.wheel(), report.refusal().orElse("it has no ELF file, so it is no platform wheel"));
        }
        ObjectNode object = document(report.wheel());
        platform(object, report.verdict().get());
        return Json.writeCompact(object) + "\n";
    }

    static String error(String wheel, String error) {
        return Json.writeCompact(document(wheel).put("error", error)) + "\n";
    }

    private static ObjectNode document(String wheel) {
        return Json.object().put("version", VERSION).put("wheel", wheel);
    }

    private static void platform(ObjectNode object, Verdict verdict) {
        Policies policies = Policies.of(verdict.libc(), verdict.architecture());
        object.put("pure", false);
        object.put("overall_tag", verdict.overall());
        object.put("sym_tag", verdict.bySymbols());
        object.put("pyfpe", verdict.pyfpe());
        object.put("ucs2", verdict.ucs2());
        object.put("unsupported_isa", verdict.byIsa().equals(policies.linux().tag()));
        ObjectNode versions = object.putObject("versioned_symbols");
        verdict.versions().forEach((library, names) -> versions.set(library, Json.strings(names)));
        ObjectNode external = object.putObject("external_libs");
        verdict.libraries().values().stream().findFirst().ifPresent(names -> names.forEach(external::putNull));
        upgrades(object.putObject("policy_upgrades"), verdict, policies);
    }

    /** Worst tag first, as auditwheel has them. */
    private static void upgrades(ObjectNode upgrades, Verdict verdict, Policies policies) {
        Policy overall = policies.find(verdict.overall()).orElse(policies.linux());
        policies.promising().stream()
                .filter(policy ->
                        policy.compareTo(overall) > 0 && verdict.libraries().containsKey(policy.tag()))
                .sorted()
                .forEach(policy -> {
                    ObjectNode entry = Json.object();
                    List<String> libraries = verdict.libraries().getOrDefault(policy.tag(), List.of());
                    Map<String, List<String>> blocked = verdict.blocked().getOrDefault(policy.tag(), Map.of());
                    if (!libraries.isEmpty()) {
                        entry.set("libs_to_eliminate", Json.strings(libraries));
                    }
                    if (!blocked.isEmpty()) {
                        ObjectNode symbols = entry.putObject("blacklisted_symbols");
                        blocked.forEach((library, names) -> symbols.set(library, Json.strings(names)));
                    }
                    if (!entry.isEmpty()) {
                        upgrades.set(policy.tag(), entry);
                    }
                });
    }
}
