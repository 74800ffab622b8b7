package org.nrnwheel.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds documents against the schemas in {@code docs/schemas}. */
public final class Schemas {
    private static final Path DIRECTORY = Path.of("..", "docs", "schemas");

    private Schemas() {}

    /** Returns what is wrong with a document. */
    public static List<String> violations(String schema, String json) {
        try {
            String text = Files.readString(DIRECTORY.resolve(schema + ".schema.json"));
            JsonSchema compiled = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(text, InputFormat.JSON);
            return compiled
                    .validate(
                            json,
                            InputFormat.JSON,
                            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
