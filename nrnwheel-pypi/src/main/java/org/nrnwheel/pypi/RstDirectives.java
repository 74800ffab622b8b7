package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The directives that docutils has, as {@code rst-directives.txt} lists them: a test holds it against them. */
final class RstDirectives {
    private static final Map<String, Form> FORMS = read();
    private static final Set<String> REFUSED = Set.of("raw", "include");
    private static final Set<String> ADMONITIONS = Set.of(
            "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "admonition");
    private static final Set<String> OTHER_TEXTS = Set.of(
            "topic", "sidebar", "compound", "container", "epigraph", "highlights", "pull-quote", "class", "rst-class");
    /** Those that may be without content, or whose content is asked for by their arguments. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("sidebar", "class", "rst-class");

    private static final Set<String> LITERAL = Set.of("code", "code-block", "sourcecode", "parsed-literal");
    /** Their content may name something, and is not read. */
    private static final Set<String> UNREAD = Set.of(
            "figure",
            "table",
            "csv-table",
            "list-table",
            "parsed-literal",
            "line-block",
            "header",
            "footer",
            "replace",
            "default-role");

    private static final Set<String> FOR_SUBSTITUTIONS = Set.of("replace", "unicode", "date");

    /**
     * What a directive takes.
     *
     * @param name its name
     * @param required arguments that it must have
     * @param optional arguments that it may have besides
     * @param spaced whether the last argument may have blanks in it
     * @param content whether it may have content
     * @param options its options
     */
    record Form(String name, int required, int optional, boolean spaced, boolean content, Set<String> options) {
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

    private RstDirectives() {}

    /**
     * Looks at a directive.
     *
     * @param line where it stands
     * @param name its name
     * @param body what follows its colons
     * @param names what it names
     * @return its content
     * @throws RstFault when there is no such directive, or it cannot stand so
     */
    static RstText content(int line, String name, RstText body, RstNames names) throws RstFault {
        Form form = FORMS.get(name.toLowerCase(Locale.ROOT));
        if (form == null) {
            throw new RstFault(line, "there is no directive '" + name + "'");
        } else if (REFUSED.contains(form.name())) {
            throw new RstFault(line, "an index does not take the directive '" + name + "'");
        }
        RstText content = content(line, form, withoutFirst(body), names);
        checkPlace(line, form.name(), content);
        return content;
    }

    private static RstText content(int line, Form form, RstText body, RstNames names) throws RstFault {
        boolean takesArguments = form.required() + form.optional() > 0;
        boolean hasHead = takesArguments || !form.options().isEmpty();
        int end = hasHead ? blank(body) : 0;
        int options = form.options().isEmpty() ? end : fields(body, end);
        checkOptions(form, body.part(options, end), names);
        RstText content = trimmed(body.part(end, body.size()));
        if (takesArguments) {
            checkArguments(line, form, body.part(0, options));
        } else if (options > 0) {
            content = options == end ? body : joined(body.part(0, options), content);
        }
        if (!form.content() && !content.isAllBlank()) {
            throw new RstFault(line, "the directive '" + form.name() + "' takes no content");
        }
        return content;
    }

    private static RstText joined(RstText one, RstText other) {
        return new RstText(
                Stream.concat(one.lines().stream(), other.lines().stream()).toList());
    }

    private static void checkArguments(int line, Form form, RstText text) throws RstFault {
        String all = text.lines().stream().map(RstText.Line::text).collect(Collectors.joining(" "));
        int count = all.isBlank() ? 0 : all.strip().split("\\s+").length;
        if (count < form.required()) {
            throw new RstFault(line, "the directive '" + form.name() + "' needs an argument");
        } else if (count > form.required() + form.optional() && !form.spaced()) {
            throw new RstFault(line, "the directive '" + form.name() + "' has too many arguments");
        }
    }

    private static void checkOptions(Form form, RstText text, RstNames names) throws RstFault {
        for (RstText.Line line : text.lines()) {
            Matcher field = RstMarks.FIELD.matcher(line.text());
            if (!line.isIndented() && !field.lookingAt()) {
                throw new RstFault(
                        line.number(), "the options of the directive '" + form.name() + "' are not written as options");
            } else if (!line.isIndented()) {
                checkOption(line, form, field.group(1));
                if (field.group(1).equalsIgnoreCase("name")) {
                    names.target(line.text().substring(field.end()));
                }
            }
        }
    }

    private static void checkOption(RstText.Line line, Form form, String option) throws RstFault {
        boolean elsewhere =
                form.name().equals("csv-table") && Set.of("file", "url").contains(option);
        if (!form.options().contains(option.toLowerCase(Locale.ROOT)) || elsewhere) {
            throw new RstFault(
                    line.number(), "the directive '" + form.name() + "' has no option '" + option + "' in an index");
        }
    }

    private static int blank(RstText text) {
        int end = 0;
        while (!text.isBlank(end)) {
            end++;
        }
        return end;
    }

    private static int fields(RstText text, int end) {
        for (int i = 0; i < end; i++) {
            if (RstMarks.FIELD.matcher(text.line(i).text()).lookingAt()) {
                return i;
            }
        }
        return end;
    }

    /** Without blank lines at its end, and without the first line when that is blank: after another blank line come no arguments. */
    private static RstText withoutFirst(RstText text) {
        RstText ended = text.part(0, end(text));
        return ended.size() > 0 && ended.isBlank(0) ? ended.part(1, ended.size()) : ended;
    }

    /** Without blank lines at both ends. */
    private static RstText trimmed(RstText text) {
        int end = end(text);
        int start = 0;
        while (start < end && text.isBlank(start)) {
            start++;
        }
        return text.part(start, end);
    }

    private static int end(RstText text) {
        int end = text.size();
        while (end > 0 && text.isBlank(end - 1)) {
            end--;
        }
        return end;
    }

    private static Map<String, Form> read() {
        try (InputStream in = Objects.requireNonNull(RstDirectives.class.getResourceAsStream("rst-directives.txt"))) {
            List<Form> forms = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Form::of)
                    .toList();
            return forms.stream().collect(Collectors.toUnmodifiableMap(Form::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says whether a directive's content is text like all other. */
    static boolean hasText(String name) {
        return ADMONITIONS.contains(name) || OTHER_TEXTS.contains(name);
    }

    /** Says whether a directive's content may name something that nobody reads here. */
    static boolean isUnread(String name) {
        return UNREAD.contains(name);
    }

    private static void checkPlace(int line, String name, RstText content) throws RstFault {
        boolean needsContent = LITERAL.contains(name) || (hasText(name) && !MAY_BE_EMPTY.contains(name));
        if (FOR_SUBSTITUTIONS.contains(name)) {
            throw new RstFault(line, "the directive '" + name + "' is for substitutions only");
        } else if (needsContent && content.isAllBlank()) {
            throw new RstFault(line, "the directive '" + name + "' has no content");
        }
    }

    /** Finds a directive. */
    static Optional<Form> find(String name) {
        return Optional.ofNullable(FORMS.get(name.toLowerCase(Locale.ROOT)));
    }
}
