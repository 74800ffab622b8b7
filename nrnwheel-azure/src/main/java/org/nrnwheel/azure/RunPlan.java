package org.nrnwheel.azure;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.json.Json;

/**
 * What would be sent to start a run, and what was looked at before. Secrets stand with their names alone.
 *
 * @param address where it is sent
 * @param body the JSON that is sent, as {@code RunPipelineParameters} of Microsoft's documents
 * @param ref what is built
 * @param commit the commit that a release's tag means
 * @param checks what was looked at, a sentence each
 */
public record RunPlan(URI address, String body, String ref, Optional<String> commit, List<String> checks) {
    private static final int SCHEMA_VERSION = 1;

    /** Copies the list. */
    public RunPlan {
        checks = List.copyOf(checks);
    }

    /**
     * Writes this plan as JSON ({@code docs/schemas/azure-plan.schema.json}).
     *
     * @return one object
     */
    public String toJson() {
        var plan = Json.object()
                .put("schemaVersion", SCHEMA_VERSION)
                .put("method", "POST")
                .put("address", address.toString());
        plan.set("body", Json.tree(body));
        plan.put("ref", ref);
        commit.ifPresent(value -> plan.put("commit", value));
        plan.set("checks", Json.strings(checks));
        return Json.write(plan);
    }

    /** Writes it for people. */
    @Override
    public String toString() {
        return "POST " + address + "\n" + body
                + String.join(
                        "",
                        checks.stream().map(check -> "checked: " + check + "\n").toList());
    }
}
