package org.nrnwheel.rootfs;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.tag.Architecture;

/**
 * What an image says of itself; kept as JSON in its root, at {@code .nrnwheel/image.json}. Immutable.
 *
 * @param name the name by which it was asked for, or the tag in an archive
 * @param digest digest of its manifest, or of its configuration when it comes from {@code docker save}
 * @param architecture the CPU that its programs are for
 * @param environment the variables that its processes have
 * @param workingDirectory where its processes start
 */
public record ImageDescription(
        String name,
        String digest,
        Architecture architecture,
        Map<String, String> environment,
        String workingDirectory) {
    private static final int SCHEMA = 1;

    /**
     * Copies what can change.
     */
    public ImageDescription {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /**
     * Writes JSON.
     *
     * @return one object
     */
    public String toJson() {
        return Json.write(Json.object()
                .put("schemaVersion", SCHEMA)
                .put("name", name)
                .put("digest", digest)
                .put("architecture", architecture.token())
                .put("workingDirectory", workingDirectory)
                .set("environment", Json.strings(environment)));
    }

    /**
     * Reads JSON.
     *
     * @param json what {@link #toJson} wrote
     * @return the description
     * @throws org.nrnwheel.json.InvalidJsonException when it is something else
     */
    public static ImageDescription fromJson(String json) {
        return Json.parse(json, "the image's description", ImageDescription::read);
    }

    private static ImageDescription read(JsonReader reader) {
        reader.schemaVersion(SCHEMA);
        return new ImageDescription(
                reader.string("name"),
                reader.string("digest"),
                reader.convert(
                        "architecture",
                        name -> Architecture.find(name).orElseThrow(() -> new IllegalArgumentException(name))),
                reader.map("environment", JsonReader::asString),
                reader.string("workingDirectory"));
    }
}
