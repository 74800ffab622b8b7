package org.nrnwheel.tests.fuzz;

import java.nio.charset.StandardCharsets;
import org.nrnwheel.tag.Tag;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;

/** File names, tags and versions. What can be read must be written as it was, or read again as the same. */
public final class FuzzTags {
    private FuzzTags() {}

    /** Reads one text as each of them. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Limit.hold(64 << 20, 4096, data, () -> {
            name(text);
            Version.find(text).ifPresent(version -> same(version, Version.parse(version.toString())));
            tags(text);
        });
    }

    private static void name(String text) {
        WheelName name;
        try {
            name = WheelName.parse(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        same(text, name.fileName());
        same(name.normalized(), WheelName.parse(name.normalized().fileName()));
    }

    private static void tags(String text) {
        try {
            Tag.parse(text)
                    .forEach(tag ->
                            same(tag, Tag.parse(tag.toString()).iterator().next()));
        } catch (IllegalArgumentException e) {
            // Not a tag.
        }
    }

    private static void same(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
