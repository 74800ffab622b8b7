package org.nrnwheel.wheel;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.tag.Tag;

/**
 * A wheel's WHEEL file (PEP 427).
 *
 * @param wheelVersion the format's version, e.g. {@code 1.0}
 * @param generator what made the wheel, or nothing
 * @param rootIsPurelib whether it is unpacked into {@code purelib}
 * @param tags the tags, sorted
 * @param build the build tag, or nothing
 */
public record WheelMetadata(
        String wheelVersion, Optional<String> generator, boolean rootIsPurelib, Set<Tag> tags, Optional<String> build) {
    /**
     * Copies the set.
     */
    public WheelMetadata {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /**
     * Reads a WHEEL file.
     *
     * @param bytes its bytes, in UTF-8
     * @return the metadata
     * @throws IllegalArgumentException when the file is not valid, or its format is newer than 1.x
     */
    public static WheelMetadata parse(byte[] bytes) {
        Headers headers = Headers.parse(new String(bytes, StandardCharsets.UTF_8));
        Set<Tag> tags = new TreeSet<>();
        headers.all("Tag").forEach(text -> tags.addAll(Tag.parse(text)));
        return new WheelMetadata(
                supported(headers.required("Wheel-Version")),
                headers.find("Generator"),
                headers.required("Root-Is-Purelib").equalsIgnoreCase("true"),
                tags,
                headers.find("Build"));
    }

    private static String supported(String version) {
        if (!version.matches("1\\.[0-9]+")) {
            throw new IllegalArgumentException("Wheel-Version is " + version + "; only 1.x is known");
        }
        return version;
    }
}
