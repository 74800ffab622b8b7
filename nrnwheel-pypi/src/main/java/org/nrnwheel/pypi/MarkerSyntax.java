package org.nrnwheel.pypi;

import java.util.Optional;
import java.util.regex.Pattern;

/** Environment markers (PEP 508): comparisons of variables and quoted texts, joined by {@code and}, {@code or} and parentheses. */
final class MarkerSyntax {
    /** Nested deeper than people write; a hostile one must not use up the stack. */
    private static final int DEEPEST = 50;

    private static final Pattern VARIABLE =
            Pattern.compile("(?:python_version|python_full_version|os[._]name|sys[._]platform"
                    + "|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation"
                    + "|implementation_(?:name|version)|extras?|dependency_groups)\\b");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern OPERATOR = Pattern.compile("===|==|~=|!=|<=|>=|<|>|in\\b|not[ \\t]+in\\b");
    private static final Pattern JOIN = Pattern.compile("(?:and|or)\\b");
    private static final Pattern OPEN = Pattern.compile("\\(");
    private static final Pattern CLOSE = Pattern.compile("\\)");

    private MarkerSyntax() {}

    /** Takes a marker; says why what stands there is none, or nothing. */
    static Optional<String> problem(Scanner scanner) {
        return expression(scanner, 0)
                ? Optional.empty()
                : Optional.of("its marker cannot be read at '" + scanner.rest() + "'");
    }

    private static boolean expression(Scanner scanner, int depth) {
        do {
            if (depth > DEEPEST || !operand(scanner, depth)) {
                return false;
            }
        } while (scanner.takes(JOIN));
        return true;
    }

    private static boolean operand(Scanner scanner, int depth) {
        return scanner.takes(OPEN)
                ? expression(scanner, depth + 1) && scanner.takes(CLOSE)
                : value(scanner) && scanner.takes(OPERATOR) && value(scanner);
    }

    private static boolean value(Scanner scanner) {
        return scanner.takes(TEXT) || scanner.takes(VARIABLE);
    }
}
