package org.nrnwheel.wheel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header lines of METADATA and WHEEL: those of an e-mail (RFC 5322), in UTF-8. */
final class Headers {
    private static final Pattern LINE = Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9_-]*):[ \t]*(?<value>.*)");

    private record Header(String name, String value) {}

    /** A header of which more lines may come: a hostile file has a million of them. */
    private record OpenHeader(String name, StringBuilder value) {}

    private final List<Header> headers;

    private Headers(List<Header> headers) {
        this.headers = headers;
    }

    /** Reads lines until the first empty one; a line that begins with a blank goes on with the one before. */
    static Headers parse(String text) {
        List<OpenHeader> headers = new ArrayList<>();
        for (String line : text.split("\r\n|\n|\r", -1)) {
            if (line.isEmpty()) {
                break;
            }
            add(headers, line);
        }
        return new Headers(headers.stream()
                .map(header -> new Header(header.name(), header.value().toString()))
                .toList());
    }

    private static void add(List<OpenHeader> headers, String line) {
        if (line.startsWith(" ") || line.startsWith("\t")) {
            continueLast(headers, line);
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a line is no 'Name: value': " + line);
        }
        headers.add(new OpenHeader(
                matcher.group("name"), new StringBuilder(matcher.group("value").strip())));
    }

    private static void continueLast(List<OpenHeader> headers, String line) {
        if (headers.isEmpty()) {
            throw new IllegalArgumentException("the first line begins with a blank");
        }
        headers.get(headers.size() - 1).value().append('\n').append(line.strip());
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** Returns the value of a header that stands once at most. */
    Optional<String> find(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new IllegalArgumentException(name + " stands " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    String required(String name) {
        return find(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
