package org.nrnwheel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes trees; as {@link TreeBuilder}, without waiting for Jackson's mapper. */
final class TreeText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private TreeText() {}

    static String indented(JsonNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            value(generator, node);
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON tree cannot be written", e);
        }
        return text.toString();
    }

    private static void value(JsonGenerator generator, JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> object(generator, node);
            case ARRAY -> array(generator, node);
            case STRING -> generator.writeString(node.textValue());
            case NUMBER -> number(generator, node);
            case BOOLEAN -> generator.writeBoolean(node.booleanValue());
            case NULL -> generator.writeNull();
            default -> throw new IllegalArgumentException("not for JSON: " + node.getNodeType());
        }
    }

    private static void object(JsonGenerator generator, JsonNode node) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            generator.writeFieldName(field.getKey());
            value(generator, field.getValue());
        }
        generator.writeEndObject();
    }

    private static void array(JsonGenerator generator, JsonNode node) throws IOException {
        generator.writeStartArray();
        for (JsonNode each : node) {
            value(generator, each);
        }
        generator.writeEndArray();
    }

    private static void number(JsonGenerator generator, JsonNode node) throws IOException {
        switch (node.numberType()) {
            case INT -> generator.writeNumber(node.intValue());
            case LONG -> generator.writeNumber(node.longValue());
            case BIG_INTEGER -> generator.writeNumber(node.bigIntegerValue());
            case FLOAT, DOUBLE -> generator.writeNumber(node.doubleValue());
            case BIG_DECIMAL -> generator.writeNumber(node.decimalValue());
        }
    }
}
