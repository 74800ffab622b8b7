package org.nrnwheel.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nrnwheel.error.WheelException;

/** Reads and writes JSON trees. Stateless, safe for use by several threads. */
public final class Json {
    private static final int MILLIS = 3;

    private Json() {}

    /** Makes an empty object; its fields are written in the order in which they are put. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Makes an empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Makes an array of strings. */
    public static ArrayNode strings(Iterable<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** Makes an array of nodes. */
    public static ArrayNode nodes(Stream<? extends JsonNode> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** Makes an object of strings, sorted by name. */
    public static ObjectNode strings(Map<String, String> values) {
        ObjectNode object = object();
        new TreeMap<>(values).forEach(object::put);
        return object;
    }

    /** Makes a number of seconds, to the millisecond. */
    public static DecimalNode seconds(Duration time) {
        return DecimalNode.valueOf(BigDecimal.valueOf(time.toMillis(), MILLIS));
    }

    /** Returns the word for a constant: its name in lower case. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Reads text that one of our own writers gave, to put it into another tree. */
    public static JsonNode tree(String text) {
        return read(text, "document").node();
    }

    /** Writes a tree, indented, with a line end. */
    public static String write(JsonNode node) {
        return TreeText.indented(node) + "\n";
    }

    /** Writes a tree on one line, for hashing and for line formats. */
    public static String writeCompact(JsonNode node) {
        return node.toString();
    }

    /**
     * Reads a document into a value.
     *
     * @param text one JSON document
     * @param what names the document in the error
     * @param read makes the value; what it refuses becomes an error about the document
     * @throws InvalidJsonException when the text is no JSON, lacks a field, or holds what no value can have
     */
    public static <T> T parse(String text, String what, Function<JsonReader, T> read) {
        try {
            return read.apply(read(text, what));
        } catch (InvalidJsonException e) {
            throw e;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | WheelException e) {
            throw new InvalidJsonException(what + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a tree.
     *
     * @param text one JSON document
     * @param what names the document in the error
     * @throws InvalidJsonException when the text is no JSON, with line and column
     */
    public static JsonReader read(String text, String what) {
        try {
            return new JsonReader(TreeBuilder.read(text), what, "");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new InvalidJsonException(what + " is not JSON" + where + ": " + e.getOriginalMessage(), e);
        }
    }
}
