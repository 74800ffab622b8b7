package org.nrnwheel.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.testing.ProjectTests;

/** Reads what {@code [tool.cibuildwheel]} says of tests (cibuildwheel's documentation, "Options"). Stateless. */
final class Cibuildwheel {
    private Cibuildwheel() {}

    static ProjectTests tests(JsonNode pyproject, TargetSystem system) {
        JsonNode general = pyproject.at("/tool/cibuildwheel");
        JsonNode special = general.path(system == TargetSystem.MACOS ? "macos" : "linux");
        return new ProjectTests(
                words(option(special, general, "test-command"), "\0"),
                words(option(special, general, "before-test"), "\0"),
                words(option(special, general, "test-requires"), "\\s+"),
                words(option(special, general, "test-extras"), "\\s*,\\s*"));
    }

    /** An option of the platform's own table goes before the general one. */
    private static JsonNode option(JsonNode special, JsonNode general, String name) {
        return special.has(name) ? special.path(name) : general.path(name);
    }

    /** A list, or one string that holds several. */
    private static List<String> words(JsonNode value, String separator) {
        List<String> words = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> words.add(item.asText()));
        } else {
            words.addAll(Stream.of(value.asText("").split(separator, -1)).toList());
        }
        words.removeIf(String::isBlank);
        return words;
    }
}
