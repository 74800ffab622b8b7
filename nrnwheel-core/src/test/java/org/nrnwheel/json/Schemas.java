package org.nrnwheel.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Holds documents against the schemas in {@code docs/schemas}. */
public final class Schemas {
    private static final Path DIRECTORY = Path.of("..", "docs", "schemas");

    private Schemas() {}

    /** Returns what is wrong with a document. */
    public static List<String> violations(String schema, String json) {
        try {
            String text = Files.readString(DIRECTORY.resolve(schema + ".schema.json"));
            return violations(text, json, SpecVersion.VersionFlag.V202012);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with a SARIF document, by OASIS' schema of 2.1.0, which a library brings. */
    public static List<String> sarifViolations(String json) {
        try (InputStream in = Schemas.class.getClassLoader().getResourceAsStream("schema/sarif-schema-2.1.0.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return violations(text, json, SpecVersion.VersionFlag.V7);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> violations(String schema, String json, SpecVersion.VersionFlag version) {
        JsonSchema compiled = JsonSchemaFactory.getInstance(version).getSchema(schema, InputFormat.JSON);
        return compiled
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
