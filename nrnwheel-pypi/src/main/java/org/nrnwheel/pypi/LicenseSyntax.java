package org.nrnwheel.pypi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** License expressions (PEP 639, SPDX): identifiers joined by AND, OR, WITH and parentheses, in any case. */
final class LicenseSyntax {
    private static final int DEEPEST = 50;
    private static final Set<String> WORDS = Set.of("and", "or", "with");
    private static final Pattern WORD = Pattern.compile("[^\\s()]+");
    private static final Pattern JOIN = Pattern.compile("(?i)(?:and|or)(?=[\\s()]|$)");
    private static final Pattern WITH = Pattern.compile("(?i)with(?=[\\s()]|$)");
    private static final Pattern OPEN = Pattern.compile("\\(");
    private static final Pattern CLOSE = Pattern.compile("\\)");
    private static final Pattern REFERENCE = Pattern.compile("licenseref-[a-z0-9.-]*");

    private LicenseSyntax() {}

    /** Says why a text is no license expression, or nothing. */
    static Optional<String> problem(String expression) {
        Scanner scanner = new Scanner(expression.replaceAll("\\s", " "));
        Optional<String> problem = expression(scanner, 0);
        return problem.isPresent() || scanner.atEnd() ? problem : Optional.of("'" + scanner.rest() + "' is left over");
    }

    private static Optional<String> expression(Scanner scanner, int depth) {
        do {
            Optional<String> problem = depth > DEEPEST ? Optional.of("it is nested too deep") : operand(scanner, depth);
            if (problem.isPresent()) {
                return problem;
            }
        } while (scanner.takes(JOIN));
        return Optional.empty();
    }

    private static Optional<String> operand(Scanner scanner, int depth) {
        if (scanner.takes(OPEN)) {
            Optional<String> inner = expression(scanner, depth + 1);
            return inner.isPresent() || scanner.takes(CLOSE) ? inner : Optional.of("a parenthesis is not closed");
        }
        String license = scanner.take(WORD).orElse("").toLowerCase(Locale.ROOT);
        if (license.isEmpty() || WORDS.contains(license)) {
            return Optional.of("a license is missing");
        }
        if (!isKnown(license)) {
            return Optional.of("SPDX knows no license '" + license + "'");
        }
        return scanner.takes(WITH) ? exception(scanner) : Optional.empty();
    }

    private static Optional<String> exception(Scanner scanner) {
        String exception = scanner.take(WORD).orElse("").toLowerCase(Locale.ROOT);
        return IndexRules.LICENSE_EXCEPTIONS.contains(exception)
                ? Optional.empty()
                : Optional.of("SPDX knows no exception '" + exception + "'");
    }

    private static boolean isKnown(String license) {
        return REFERENCE.matcher(license).matches() || IndexRules.LICENSES.contains(license.replaceFirst("\\+$", ""));
    }
}
