package org.nrnwheel.pypi.rst;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a directive takes. {@code directives.txt} lists those that docutils has: a test holds it against them.
 *
 * @param name its name
 * @param required arguments that it must have
 * @param optional arguments that it may have besides
 * @param spaced whether the last argument may have blanks in it
 * @param content whether it may have content
 * @param options its options
 */
record Form(String name, int required, int optional, boolean spaced, boolean content, Set<String> options) {
    private static final Map<String, Form> FORMS = read();

    Form {
        options = Set.copyOf(options);
    }

    /** Finds a directive that a line names; without regard to case. */
    static Form require(int line, String name) throws Fault {
        Form form = FORMS.get(name.toLowerCase(Locale.ROOT));
        if (form == null) {
            throw new Fault(line, "there is no directive '" + name + "'");
        }
        return form;
    }

    private static Map<String, Form> read() {
        try (InputStream in = Objects.requireNonNull(Form.class.getResourceAsStream("directives.txt"))) {
            List<Form> forms = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Form::of)
                    .toList();
            return forms.stream().collect(Collectors.toUnmodifiableMap(Form::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Form of(String line) {
        String[] parts = line.split(" ", -1);
        return new Form(
                parts[0],
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                parts[3].equals("1"),
                parts[4].equals("1"),
                parts[5].equals("-") ? Set.of() : Set.of(parts[5].split(",", -1)));
    }
}
