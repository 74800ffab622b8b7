package org.nrnwheel.pypi.rst;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How directives stand in a text: their arguments, options and content. */
final class Directives {
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

    private Directives() {}

    /**
     * Looks at a directive.
     *
     * @param line where it stands
     * @param name its name
     * @param body what follows its colons
     * @param names what it names
     * @return its content
     * @throws Fault when there is no such directive, or it cannot stand so
     */
    static Text content(int line, String name, Text body, Names names) throws Fault {
        Form form = Form.require(line, name);
        if (REFUSED.contains(form.name())) {
            throw new Fault(line, "an index does not take the directive '" + name + "'");
        }
        Text content = content(line, form, withoutFirst(body), names);
        checkPlace(line, form.name(), content);
        return content;
    }

    private static Text content(int line, Form form, Text body, Names names) throws Fault {
        boolean takesArguments = form.required() + form.optional() > 0;
        boolean hasHead = takesArguments || !form.options().isEmpty();
        int end = hasHead ? blank(body) : 0;
        int options = form.options().isEmpty() ? end : fields(body, end);
        checkOptions(form, body.part(options, end), names);
        Text content = trimmed(body.part(end, body.size()));
        if (takesArguments) {
            checkArguments(line, form, body.part(0, options));
        } else if (options > 0) {
            content = options == end ? body : joined(body.part(0, options), content);
        }
        if (!form.content() && !content.isAllBlank()) {
            throw new Fault(line, "the directive '" + form.name() + "' takes no content");
        }
        return content;
    }

    private static Text joined(Text one, Text other) {
        return new Text(
                Stream.concat(one.lines().stream(), other.lines().stream()).toList());
    }

    private static void checkArguments(int line, Form form, Text text) throws Fault {
        String all = text.lines().stream().map(Text.Line::text).collect(Collectors.joining(" "));
        int count = all.isBlank() ? 0 : all.strip().split("\\s+").length;
        if (count < form.required()) {
            throw new Fault(line, "the directive '" + form.name() + "' needs an argument");
        } else if (count > form.required() + form.optional() && !form.spaced()) {
            throw new Fault(line, "the directive '" + form.name() + "' has too many arguments");
        }
    }

    private static void checkOptions(Form form, Text text, Names names) throws Fault {
        for (Text.Line line : text.lines()) {
            if (!line.isIndented()) {
                MatchResult field = Marks.at(line.text(), Marks.FIELD)
                        .orElseThrow(() -> new Fault(
                                line.number(),
                                "the options of the directive '" + form.name() + "' are not written as options"));
                checkOption(line, form, field.group(1));
                if (field.group(1).equalsIgnoreCase("name")) {
                    names.target(line.text().substring(field.end()));
                }
            }
        }
    }

    private static void checkOption(Text.Line line, Form form, String option) throws Fault {
        boolean elsewhere =
                form.name().equals("csv-table") && Set.of("file", "url").contains(option);
        if (!form.options().contains(option.toLowerCase(Locale.ROOT)) || elsewhere) {
            throw new Fault(
                    line.number(), "the directive '" + form.name() + "' has no option '" + option + "' in an index");
        }
    }

    private static int blank(Text text) {
        int end = 0;
        while (!text.isBlank(end)) {
            end++;
        }
        return end;
    }

    private static int fields(Text text, int end) {
        for (int i = 0; i < end; i++) {
            if (Marks.at(text.line(i).text(), Marks.FIELD).isPresent()) {
                return i;
            }
        }
        return end;
    }

    /** Without blank lines at its end, and without the first line when that is blank: after another blank line come no arguments. */
    private static Text withoutFirst(Text text) {
        Text ended = text.part(0, end(text));
        return ended.size() > 0 && ended.isBlank(0) ? ended.part(1, ended.size()) : ended;
    }

    /** Without blank lines at both ends. */
    private static Text trimmed(Text text) {
        int end = end(text);
        int start = 0;
        while (start < end && text.isBlank(start)) {
            start++;
        }
        return text.part(start, end);
    }

    private static int end(Text text) {
        int end = text.size();
        while (end > 0 && text.isBlank(end - 1)) {
            end--;
        }
        return end;
    }

    /** Says whether a directive's content is text like all other. */
    static boolean hasText(String name) {
        return ADMONITIONS.contains(name) || OTHER_TEXTS.contains(name);
    }

    /** Says whether a directive's content may name something that nobody reads here. */
    static boolean isUnread(String name) {
        return UNREAD.contains(name);
    }

    private static void checkPlace(int line, String name, Text content) throws Fault {
        boolean needsContent = LITERAL.contains(name) || (hasText(name) && !MAY_BE_EMPTY.contains(name));
        if (FOR_SUBSTITUTIONS.contains(name)) {
            throw new Fault(line, "the directive '" + name + "' is for substitutions only");
        } else if (needsContent && content.isAllBlank()) {
            throw new Fault(line, "the directive '" + name + "' has no content");
        }
    }
}
