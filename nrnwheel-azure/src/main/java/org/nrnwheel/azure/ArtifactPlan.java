package org.nrnwheel.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.json.Json;

/**
 * What would be fetched of a run. What is in an artifact, Azure does not say before it is fetched.
 *
 * @param run the run
 * @param name the artifact
 * @param directory where it would be
 * @param kept the names of all that the run has kept so far
 */
public record ArtifactPlan(int run, String name, Path directory, List<String> kept) {
    private static final int SCHEMA_VERSION = 1;

    /** Copies the list. */
    public ArtifactPlan {
        kept = List.copyOf(kept);
    }

    /**
     * Returns this plan when it can be carried out.
     *
     * @return this plan
     * @throws AzureException when the run has kept no such artifact
     */
    public ArtifactPlan require() {
        if (!kept.contains(name)) {
            throw new AzureException(
                    "run " + run + " has kept no artifact " + name + "; it has kept: "
                            + (kept.isEmpty() ? "nothing" : String.join(", ", kept)),
                    "Name one that it has kept (--artifact), or wait until the run has kept it.");
        }
        return this;
    }

    /**
     * Writes this plan as JSON ({@code docs/schemas/azure-artifact.schema.json}).
     *
     * @return one object
     */
    public String toJson() {
        ObjectNode object = json(run, name, directory, false);
        object.set("kept", Json.strings(kept));
        return Json.write(object);
    }

    /** What is the same before and after. */
    static ObjectNode json(int run, String name, Path directory, boolean fetched) {
        return Json.object()
                .put("schemaVersion", SCHEMA_VERSION)
                .put("run", run)
                .put("name", name)
                .put("directory", directory.toString())
                .put("fetched", fetched);
    }
}
