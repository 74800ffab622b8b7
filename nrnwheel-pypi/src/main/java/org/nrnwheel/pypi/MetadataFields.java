package org.nrnwheel.pypi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * METADATA as it stands, for the upload form: values keep the blanks and line ends that Python's e-mail parser keeps, which is what
 * twine sends. What follows the headers is the description.
 *
 * @param headers the values by lower-case name, in order
 * @param body what follows the first empty line
 */
record MetadataFields(Map<String, List<String>> headers, String body) {
    private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\n|\r|$)");

    /** Reads a METADATA file that {@link org.nrnwheel.wheel.CoreMetadata} could read. */
    static MetadataFields parse(byte[] bytes) {
        String text = decoded(bytes);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Matcher line = LINE.matcher(text);
        String name = "";
        StringBuilder value = new StringBuilder();
        while (line.lookingAt() && !line.group(1).isEmpty()) {
            if (line.group().startsWith(" ") || line.group().startsWith("\t")) {
                value.append(line.group());
            } else {
                put(headers, name, value);
                int colon = line.group(1).indexOf(':');
                name = line.group(1).substring(0, colon).toLowerCase(Locale.ROOT);
                value = new StringBuilder(line.group().substring(colon + 1).replaceFirst("^[ \t]+", ""));
            }
            line.region(line.end(), text.length());
        }
        put(headers, name, value);
        int start = line.lookingAt() ? line.end() : line.regionStart();
        return new MetadataFields(headers, text.substring(start));
    }

    private static void put(Map<String, List<String>> headers, String name, StringBuilder value) {
        if (!name.isEmpty()) {
            headers.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(value.toString().replaceFirst("[\r\n]+$", ""));
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("METADATA is not in UTF-8", e);
        }
    }
}
