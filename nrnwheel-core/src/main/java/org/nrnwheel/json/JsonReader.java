package org.nrnwheel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads fields of a tree; what is missing or of another kind is an error that names the document and the field. */
public final class JsonReader {
    private static final int MILLIS = 3;

    private final JsonNode node;
    private final String document;
    private final String path;

    JsonReader(JsonNode node, String document, String path) {
        this.node = node;
        this.document = document;
        this.path = path;
    }

    /** Returns the object or value of a field. */
    public JsonReader field(String name) {
        return optional(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** Returns the field, or nothing when it is missing or null. */
    public Optional<JsonReader> optional(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new JsonReader(child, document, at(name)));
    }

    /** Returns a string field. */
    public String string(String name) {
        return field(name).asString();
    }

    /** Returns a string field, or nothing when it is missing or null. */
    public Optional<String> optionalString(String name) {
        return optional(name).map(JsonReader::asString);
    }

    /** Returns a whole number, or nothing when the field is missing or null. */
    public OptionalLong optionalNumber(String name) {
        return optional(name).isPresent() ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    /** Returns a whole number. */
    public long number(String name) {
        JsonReader child = field(name);
        if (!child.node.isIntegralNumber()) {
            throw wrong(name, "is not a whole number");
        }
        return child.node.longValue();
    }

    /** Returns a truth value. */
    public boolean bool(String name) {
        JsonReader child = field(name);
        if (!child.node.isBoolean()) {
            throw wrong(name, "is neither true nor false");
        }
        return child.node.booleanValue();
    }

    /** Returns a whole number that an {@code int} holds. */
    public int integer(String name) {
        return Math.toIntExact(number(name));
    }

    /** Returns a duration from a number of seconds, to the millisecond. */
    public Duration seconds(String name) {
        JsonReader child = field(name);
        if (!child.node.isNumber()) {
            throw wrong(name, "is not a number of seconds");
        }
        return Duration.ofMillis(
                child.node.decimalValue().movePointRight(MILLIS).longValue());
    }

    /** Returns a time in the form of ISO 8601. */
    public Instant instant(String name) {
        return convert(name, Instant::parse);
    }

    /** Returns the constant that a word names. */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        return convert(name, word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    }

    /** Returns what a function makes of a string field; what it refuses is an error that names the field. */
    public <T> T convert(String name, Function<String, T> read) {
        String text = string(name);
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(name, "cannot be '" + text + "'");
        }
    }

    /**
     * Checks the version of a document's form.
     *
     * @param known the version that this library reads
     */
    public void schemaVersion(int known) {
        long version = number("schemaVersion");
        if (version != known) {
            throw wrong("schemaVersion", "is " + version + ", but this version of nrnwheel reads " + known);
        }
    }

    /** Says whether this is an array. */
    public boolean isArray() {
        return node.isArray();
    }

    /** Says whether this is a string. */
    public boolean isString() {
        return node.isTextual();
    }

    /** Says whether this is an object that has a field. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** Makes an error about this value. */
    public InvalidJsonException error(String problem) {
        return new InvalidJsonException(document + ": " + (path.isEmpty() ? "it" : path) + " " + problem, null);
    }

    /** Returns this value as text that another reader reads. */
    public String text() {
        return Json.writeCompact(node);
    }

    JsonNode node() {
        return node;
    }

    /** Returns this value as a string. */
    public String asString() {
        if (!node.isTextual()) {
            throw new InvalidJsonException(document + ": " + path + " is not a string", null);
        }
        return node.textValue();
    }

    /** Returns the items of an array field, each read by a function. */
    public <T> List<T> list(String name, Function<JsonReader, T> read) {
        return field(name).items(read);
    }

    /** Returns the strings of an array field. */
    public List<String> strings(String name) {
        return list(name, JsonReader::asString);
    }

    /** Returns the items of this array, each read by a function. */
    public <T> List<T> items(Function<JsonReader, T> read) {
        if (!node.isArray()) {
            throw new InvalidJsonException(document + ": " + path + " is not an array", null);
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(read.apply(new JsonReader(node.get(i), document, path + "[" + i + "]")));
        }
        return List.copyOf(items);
    }

    /** Returns the fields of an object field, sorted by name, each read by a function. */
    public <T> Map<String, T> map(String name, Function<JsonReader, T> read) {
        JsonReader child = field(name);
        if (!child.node.isObject()) {
            throw wrong(name, "is not an object");
        }
        Map<String, T> map = new TreeMap<>();
        child.node
                .properties()
                .forEach(entry -> map.put(
                        entry.getKey(),
                        read.apply(new JsonReader(entry.getValue(), document, child.at(entry.getKey())))));
        return map;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private InvalidJsonException wrong(String name, String problem) {
        return new InvalidJsonException(document + ": " + at(name) + " " + problem, null);
    }
}
