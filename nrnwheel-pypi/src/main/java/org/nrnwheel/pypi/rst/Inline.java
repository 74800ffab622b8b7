package org.nrnwheel.pypi.rst;

import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inline markup: what begins must end, and roles must be known (the specification's "Inline markup recognition rules"). Used by one
 * thread.
 */
final class Inline {
    /** No paragraph is so long; reading one takes time by the square. */
    private static final int LONGEST = 50_000;

    /** Stands before a character that a backslash makes ordinary. */
    private static final char ESCAPE = '\0';

    private static final String OPENERS = "\"'(<\\[{[\\p{Ps}\\p{Pi}\\p{Pf}&&[^\\x00-\\x7f]]";
    private static final String CLOSERS = "\"')>\\]}[\\p{Pe}\\p{Pi}\\p{Pf}&&[^\\x00-\\x7f]]";
    private static final String DELIMITERS = "\\-/:[\\p{Pd}\\p{Po}&&[^\\x00-\\x7f]]";
    private static final String BEFORE = "(?:^|(?<=[\\s" + OPENERS + DELIMITERS + "]))";
    private static final String AFTER = "(?=$|[\\s\\x00.,;!?\\\\" + DELIMITERS + CLOSERS + "])";
    private static final Pattern START = compile(BEFORE + "(?:(?<start>\\*\\*|\\*(?!\\*)|``|_`|\\|(?!\\|))(?!\\s)"
            + "|(?:(?<name>" + Marks.NAME + ")(?<mark>__?)|\\[(?<label>[0-9]+|#(?:" + Marks.NAME + ")?|\\*|"
            + Marks.NAME
            + ")\\]_)" + AFTER
            + "|(?<role>:" + Marks.NAME + ":)?(?<quote>`(?!`))(?!\\s))");
    private static final List<Pair> MARKS = List.of(
            new Pair("**", "strong text", compile("(?<![\\s\\x00])(\\*\\*)" + AFTER)),
            new Pair("*", "emphasised text", compile("(?<![\\s\\x00])(\\*)" + AFTER)),
            new Pair("``", "a literal", compile("(?<!\\s)(``)" + AFTER)),
            new Pair("_`", "a target", compile("(?<![\\s\\x00])(`)" + AFTER)),
            new Pair("|", "a substitution", compile("(?<![\\s\\x00])(\\|_{0,2})" + AFTER)));
    private static final Pattern QUOTE_END =
            compile("(?<!(?<!\\x00)[\\s\\x00])(`((?<role>:" + Marks.NAME + ":)?(?<mark>__?)?))" + AFTER);
    private static final Pattern EMBEDDED = compile("(?:[ \\n]+|^)<(?!\\s)([^<>]+)(?<![\\s\\x00])>$");
    private static final String OPENING = "\"'(<[{";
    private static final String CLOSING = "\"')>]}";
    private static final char LAST_ASCII = '\u007f';

    /**
     * A mark and its like.
     *
     * @param start what begins it
     * @param what what it makes
     * @param end what ends it
     */
    private record Pair(String start, String what, Pattern end) {
        static Pair of(String start) {
            return MARKS.stream()
                    .filter(pair -> pair.start.equals(start))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Names names;
    private String rest = "";
    private int line;

    Inline(Names names) {
        this.names = names;
    }

    /** Reads the lines of a paragraph or the like. */
    void read(Text text) throws Fault {
        if (text.size() > 0) {
            read(
                    text.line(0).number(),
                    String.join("\n", text.lines().stream().map(Text.Line::text).toList()));
        }
    }

    /** Reads a text that begins at a line. */
    void read(int first, String text) throws Fault {
        if (text.length() > LONGEST) {
            names.unsure();
            return;
        }
        rest = text.replaceAll("(?s)\\\\(.)", ESCAPE + "$1");
        line = first;
        for (Matcher start = START.matcher(rest); start.find(); start = START.matcher(rest)) {
            if (start.group("start") != null) {
                pair(start);
            } else if (start.group("quote") != null) {
                quoted(start);
            } else {
                if (start.group("name") != null) {
                    reference(lineAt(start.start("name")), start.group("name"), start.group("mark"));
                }
                skip(start.end());
            }
        }
    }

    private void pair(Matcher start) throws Fault {
        String mark = start.group("start");
        int from = start.end("start");
        if (isQuoted(start.start("start"), from)) {
            skip(from);
            return;
        }
        Pair pair = Pair.of(mark);
        Matcher end = end(pair.end(), from)
                .orElseThrow(() -> new Fault(
                        lineAt(start.start("start")), pair.what() + " begins with " + mark + " and does not end"));
        String inner = rest.substring(from, from + end.start(1));
        if (mark.equals("|")) {
            names.substituted(lineAt(from), plain(inner));
            if (end.group(1).length() > 1) {
                reference(lineAt(from), plain(inner), end.group(1).substring(1));
            }
        } else if (mark.equals("_`")) {
            names.target(plain(inner));
        }
        skip(from + end.end(1));
    }

    /** The rest after a mark is a text of its own: what stands before it is not seen. */
    private Optional<Matcher> end(Pattern pattern, int from) {
        Matcher end = pattern.matcher(rest.substring(from));
        return end.find() && end.start(1) > 0 ? Optional.of(end) : Optional.empty();
    }

    private void quoted(Matcher start) throws Fault {
        int from = start.end("quote");
        String before = start.group("role");
        if (before == null && isQuoted(start.start("quote"), from)) {
            skip(from);
            return;
        }
        int at = lineAt(start.start());
        Matcher end = end(QUOTE_END, from).orElseThrow(() -> new Fault(at, "a text in ` begins and does not end"));
        String after = end.group("role");
        String inner = rest.substring(from, from + end.start(1));
        if (before != null && (after != null || end.group("mark") != null)) {
            throw new Fault(at, "a text in ` has a role before it, and a role or a reference after it");
        } else if (end.group("mark") != null) {
            phrase(at, inner, end.group("mark"));
        } else if (before != null || after != null) {
            String role = before != null ? before : after;
            String name = role.substring(1, role.length() - 1);
            if (!names.isRole(name)) {
                throw new Fault(at, "there is no role '" + name + "'");
            }
        }
        skip(from + end.end());
    }

    private void reference(int at, String name, String mark) {
        if (mark.equals("_")) {
            names.reference(at, name);
        } else {
            names.namelessReference(at);
        }
    }

    private void phrase(int at, String inner, String mark) {
        Matcher embedded = EMBEDDED.matcher(inner);
        if (embedded.find()) {
            String text = inner.substring(0, embedded.start());
            String to = embedded.group(1);
            names.target(plain(text.isEmpty() ? to : text));
            if (to.matches("[^:/@\\x00]*_")) {
                names.reference(at, to.substring(0, to.length() - 1));
            } else if (to.endsWith("_")) {
                // Either a name or a URL.
                names.unsure();
            }
        } else {
            reference(at, plain(inner), mark);
        }
    }

    /** A mark in quotes or brackets stands for itself. */
    private boolean isQuoted(int start, int end) {
        if (start == 0) {
            return false;
        } else if (end >= rest.length()) {
            return true;
        }
        char before = rest.charAt(start - 1);
        char after = rest.charAt(end);
        int pair = OPENING.indexOf(before);
        return pair >= 0
                ? CLOSING.charAt(pair) == after
                : before > LAST_ASCII && after > LAST_ASCII && !Character.isLetterOrDigit(before);
    }

    private int lineAt(int index) {
        return line
                + (int) rest.substring(0, index).chars().filter(c -> c == '\n').count();
    }

    private void skip(int end) {
        line = lineAt(end);
        rest = rest.substring(end);
    }

    private static String plain(String text) {
        return text.replaceAll("\\x00[ \\n]", "").replace("\0", "");
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(pattern, UNICODE_CHARACTER_CLASS);
    }
}
