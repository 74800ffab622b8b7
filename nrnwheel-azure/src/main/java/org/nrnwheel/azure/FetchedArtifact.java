package org.nrnwheel.azure;

import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.json.Json;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * What a run had kept, now here.
 *
 * @param run the run
 * @param name the artifact
 * @param directory where it is
 * @param wheels its wheels, by name
 * @param others its other files
 */
public record FetchedArtifact(int run, String name, Path directory, List<WheelArtifact> wheels, List<Path> others) {
    /** Copies the lists. */
    public FetchedArtifact {
        wheels = List.copyOf(wheels);
        others = List.copyOf(others);
    }

    /**
     * Writes this as JSON ({@code docs/schemas/azure-artifact.schema.json}).
     *
     * @return one object
     */
    public String toJson() {
        var object = ArtifactPlan.json(run, name, directory, true);
        object.set(
                "wheels",
                Json.nodes(wheels.stream()
                        .map(wheel -> Json.object()
                                .put("path", wheel.path().toString())
                                .put("sha256", wheel.sha256())
                                .put("size", wheel.size()))));
        object.set("others", Json.strings(others.stream().map(Path::toString).toList()));
        return Json.write(object);
    }
}
