package org.nrnwheel.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a form that was sent (RFC 7578).
 *
 * @param name the field's name
 * @param fileName the file's name, or nothing
 * @param type its content type, or nothing
 * @param value its bytes, one character a byte
 */
public record FormPart(String name, Optional<String> fileName, Optional<String> type, String value) {
    private static final Pattern NAME = Pattern.compile("; name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("; filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)\r\nContent-Type: ([^\r\n]*)");

    /**
     * Takes a body apart.
     *
     * @param body the body
     * @param contentType its content type, with the boundary
     * @return the parts, in order
     */
    public static List<FormPart> parse(byte[] body, String contentType) {
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + contentType.replaceFirst(".*boundary=", "");
        List<FormPart> parts = new ArrayList<>();
        int start = text.indexOf(delimiter) + delimiter.length();
        for (int end = text.indexOf(delimiter, start); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(part(text.substring(start, end)));
            start = end + delimiter.length();
        }
        return parts;
    }

    private static FormPart part(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = text.substring(0, end);
        return new FormPart(
                first(NAME, head).orElse(""), first(FILE_NAME, head), first(TYPE, head), text.substring(end + 4));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Returns the value as text.
     *
     * @return the value, read as UTF-8
     */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /**
     * Returns the value's bytes.
     *
     * @return the bytes
     */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
