package org.nrnwheel.pypi;

import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.regex.Pattern;

/** How reStructuredText marks blocks (its specification's "Body Elements"). */
final class RstMarks {
    static final String NAME = "(?:(?!_)\\w)++(?:[-._+:](?:(?!_)\\w)++)*+";

    static final Pattern LINE = Pattern.compile("([!-/:-@\\[-`{-~])\\1* *");
    static final Pattern BULLET = Pattern.compile("[-+*\u2022\u2023\u2043](?: +|$)");
    static final Pattern FIELD = Pattern.compile(":(?![: ])((?:[^:\\\\]++|\\\\.|:(?![ `]|$))*+)(?<! ):(?: +|$)");
    static final Pattern DOCTEST = Pattern.compile(">>>(?: +|$)");
    static final Pattern LINE_BLOCK = Pattern.compile("\\|(?: +|$)");
    static final Pattern GRID_TABLE = Pattern.compile("\\+-[-+]+-\\+ *");
    static final Pattern SIMPLE_TABLE = Pattern.compile("=+(?: +=+)++ *");
    static final Pattern SIMPLE_BORDER = Pattern.compile("=+[ =]*");
    static final Pattern EXPLICIT = Pattern.compile("\\.\\.(?: +|$)");
    static final Pattern ANONYMOUS = Pattern.compile("__(?: +|$)");
    static final Pattern NOTE = compile("\\.\\. +\\[([0-9]+|#(?:" + NAME + ")?|\\*|" + NAME + ")\\](?: +|$)");
    static final Pattern TARGET = Pattern.compile("\\.\\. +_(?! |$)");
    static final Pattern SUBSTITUTION = Pattern.compile("\\.\\. +\\|(?! |$)");
    static final Pattern DIRECTIVE = compile("\\.\\. +(" + NAME + ") ?::(?: +|$)");
    static final Pattern EMBEDDED = compile("(?! )([^|\\\\]+?)(?<! )\\|(?: +|$)(?:(" + NAME + ")::(?: +|$))?");

    private static final String ARGUMENT = "(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)";
    private static final String OPTION =
            "(?:[-+][a-zA-Z0-9](?: ?" + ARGUMENT + ")?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]" + ARGUMENT + ")?)";
    static final Pattern OPTIONS = Pattern.compile(OPTION + "(?:, " + OPTION + ")*+(?:  +| ?$)");

    private RstMarks() {}

    private static Pattern compile(String pattern) {
        return Pattern.compile(pattern, UNICODE_CHARACTER_CLASS);
    }
}
