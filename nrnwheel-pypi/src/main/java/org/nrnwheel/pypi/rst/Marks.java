package org.nrnwheel.pypi.rst;

import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How reStructuredText marks blocks (its specification's "Body Elements"). */
final class Marks {
    static final String NAME = "(?:(?!_)\\w)++(?:[-._+:](?:(?!_)\\w)++)*+";

    private static final Pattern LINE = Pattern.compile("([!-/:-@\\[-`{-~])\\1* *");
    static final Pattern BULLET = Pattern.compile("[-+*\u2022\u2023\u2043](?: +|$)");
    static final Pattern FIELD = Pattern.compile(":(?![: ])((?:[^:\\\\]++|\\\\.|:(?![ `]|$))*+)(?<! ):(?: +|$)");
    static final Pattern DOCTEST = Pattern.compile(">>>(?: +|$)");
    static final Pattern LINE_BLOCK = Pattern.compile("\\|(?: +|$)");
    static final Pattern GRID_TABLE = Pattern.compile("\\+-[-+]+-\\+ *");
    private static final Pattern SIMPLE_TABLE = Pattern.compile("=+(?: +=+)++ *");
    static final Pattern SIMPLE_BORDER = Pattern.compile("=+[ =]*");
    static final Pattern EXPLICIT = Pattern.compile("\\.\\.(?: +|$)");
    private static final Pattern ANONYMOUS = Pattern.compile("__(?: +|$)");
    static final Pattern NOTE = compile("\\.\\. +\\[([0-9]+|#(?:" + NAME + ")?|\\*|" + NAME + ")\\](?: +|$)");
    static final Pattern TARGET = Pattern.compile("\\.\\. +_(?! |$)");
    static final Pattern SUBSTITUTION = Pattern.compile("\\.\\. +\\|(?! |$)");
    static final Pattern DIRECTIVE = compile("\\.\\. +(" + NAME + ") ?::(?: +|$)");
    static final Pattern EMBEDDED = compile("(?! )([^|\\\\]+?)(?<! )\\|(?: +|$)(?:(" + NAME + ")::(?: +|$))?");

    private static final String ARGUMENT = "(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)";
    private static final String OPTION =
            "(?:[-+][a-zA-Z0-9](?: ?" + ARGUMENT + ")?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]" + ARGUMENT + ")?)";
    static final Pattern OPTIONS = Pattern.compile(OPTION + "(?:, " + OPTION + ")*+(?:  +| ?$)");

    private Marks() {}

    /** Finds a mark at the start of a line. */
    static Optional<MatchResult> at(String line, Pattern mark) {
        Matcher matcher = mark.matcher(line);
        return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** Says whether a line is all of one punctuation mark: over or under a title, or between paragraphs. */
    static boolean isRule(String line) {
        return LINE.matcher(line).matches();
    }

    /** Says whether a line is the top of a table. */
    static boolean isTable(String line) {
        return GRID_TABLE.matcher(line).matches() || SIMPLE_TABLE.matcher(line).matches();
    }

    /** Says whether explicit markup begins. */
    static boolean isExplicit(String line) {
        return at(line, EXPLICIT).or(() -> at(line, ANONYMOUS)).isPresent();
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(pattern, UNICODE_CHARACTER_CLASS);
    }
}
