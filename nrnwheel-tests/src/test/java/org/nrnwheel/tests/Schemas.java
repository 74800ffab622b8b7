package org.nrnwheel.tests;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds what commands print against the schemas in {@code docs/schemas}. */
final class Schemas {
    private static final Path DIRECTORY = Path.of("..", "docs", "schemas");

    private Schemas() {}

    /** Returns what is wrong with a document. */
    static List<String> violations(String schema, String json) throws IOException {
        String text = Files.readString(DIRECTORY.resolve(schema + ".schema.json"));
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text, InputFormat.JSON);
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
