package org.nrnwheel.rootfs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.run.host.ImageArchitecture;
import org.nrnwheel.tag.Architecture;

/**
 * An image's configuration (OCI image specification, config.md), as far as it counts here.
 *
 * @param architecture the CPU
 * @param environment the variables
 * @param workingDirectory where processes start
 * @param layers digests of the uncompressed layers, the lowest first
 */
record ImageConfig(
        Architecture architecture, Map<String, String> environment, String workingDirectory, List<Sha256> layers) {

    static ImageConfig parse(byte[] json) {
        return Json.parse(new String(json, StandardCharsets.UTF_8), "the image's configuration", ImageConfig::read);
    }

    private static ImageConfig read(JsonReader reader) {
        String system = reader.optionalString("os").orElse("linux");
        if (!system.equals("linux")) {
            throw new ImageRootException("the image is for " + system, "Name an image for Linux.", null);
        }
        Optional<JsonReader> config = reader.optional("config");
        return new ImageConfig(
                architecture(reader.string("architecture")),
                config.filter(fields -> fields.optional("Env").isPresent())
                        .map(fields -> environment(fields.strings("Env")))
                        .orElse(Map.of()),
                config.flatMap(fields -> fields.optionalString("WorkingDir"))
                        .filter(directory -> directory.startsWith("/"))
                        .orElse("/"),
                reader.field("rootfs").strings("diff_ids").stream()
                        .map(Sha256::parse)
                        .toList());
    }

    private static Architecture architecture(String name) {
        return ImageArchitecture.find(name)
                .orElseThrow(() -> new ImageRootException(
                        "the image is for an unknown architecture: " + name,
                        "Name an image for a CPU that wheels are made for.",
                        null));
    }

    private static Map<String, String> environment(List<String> assignments) {
        Map<String, String> variables = new TreeMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals > 0) {
                variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
            }
        }
        return variables;
    }

    ImageDescription description(String name, Sha256 digest) {
        return new ImageDescription(name, digest.toString(), architecture, environment, workingDirectory);
    }
}
