package org.nrnwheel.pypi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.request.InvalidRequestException;

/**
 * The file {@code ~/.pypirc} ("The .pypirc file", Python Packaging User Guide), read as Python's RawConfigParser does. No error
 * shows a line of it: that may hold a password.
 *
 * @param file where it is
 * @param values the values by section and key
 */
record Pypirc(Path file, Map<String, String> values) {
    static Pypirc read(Environment environment) {
        Path file = environment.home().resolve(".pypirc");
        try {
            return new Pypirc(file, parse(file, Files.readString(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return new Pypirc(file, Map.of());
        } catch (IOException e) {
            throw new InvalidRequestException(
                    file + " cannot be read: " + e.getClass().getSimpleName(), "Let it be a readable file in UTF-8.");
        }
    }

    /** Returns a value that is there and not empty. */
    Optional<String> value(String section, String key) {
        return Optional.ofNullable(values.get(section + "\n" + key)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> parse(Path file, String text) {
        Map<String, String> values = new HashMap<>();
        String section = "";
        String last = "";
        int number = 0;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
                continue;
            }
            if (!last.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                values.merge(last, content, (first, more) -> (first + "\n" + more).strip());
            } else if (content.startsWith("[") && content.contains("]")) {
                section = content.substring(1, content.indexOf(']'));
                last = "";
            } else {
                int end = separator(content);
                if (end < 1 || section.isEmpty()) {
                    throw new InvalidRequestException(
                            file + ", line " + number + " is neither a [section] nor KEY = VALUE", "Mend the line.");
                }
                last = section + "\n" + content.substring(0, end).strip().toLowerCase(Locale.ROOT);
                values.put(last, content.substring(end + 1).strip());
            }
        }
        return values;
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    /** Names the file only: the values hold passwords. */
    @Override
    public String toString() {
        return "Pypirc[" + file + "]";
    }
}
