package org.nrnwheel.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds what commands print against the schemas in {@code docs/schemas}. */
final class PrintedJson {
    private PrintedJson() {}

    /** Returns what is wrong with a document. */
    static List<String> violations(String schema, String json) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "schemas", schema + ".schema.json"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(text, InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
