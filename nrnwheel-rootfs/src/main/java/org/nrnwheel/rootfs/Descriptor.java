package org.nrnwheel.rootfs;

import java.util.Optional;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.run.host.ImageArchitecture;
import org.nrnwheel.tag.Architecture;

/**
 * A reference to content (OCI image specification, descriptor.md).
 *
 * @param mediaType what it is
 * @param digest its digest
 * @param size its size in bytes
 * @param platform the system and CPU that it is for, if it says so
 */
record Descriptor(String mediaType, Sha256 digest, long size, Optional<String> platform) {
    static Descriptor read(JsonReader reader) {
        long size = reader.number("size");
        if (size < 0) {
            throw reader.error("has a negative size");
        }
        return new Descriptor(
                reader.optionalString("mediaType").orElse(""),
                Sha256.parse(reader.string("digest")),
                size,
                reader.optional("platform").map(fields -> fields.string("os") + "/" + fields.string("architecture")));
    }

    boolean isIndex() {
        return mediaType.contains("image.index") || mediaType.contains("manifest.list");
    }

    boolean isFor(Architecture architecture) {
        return platform.filter(name -> name.startsWith("linux/"))
                .flatMap(name -> ImageArchitecture.find(name.substring("linux/".length())))
                .filter(architecture::equals)
                .isPresent();
    }
}
