package org.nrnwheel.pypi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requirements on other distributions (PEP 508), as far as an index looks at them: whether they are any, and whether they name a URL.
 *
 * @param problem why it is no requirement, or nothing
 * @param direct whether it names a URL instead of versions
 */
record RequirementSyntax(Optional<String> problem, boolean direct) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\b");
    private static final Pattern OPEN = Pattern.compile("\\(");
    private static final Pattern CLOSE = Pattern.compile("\\)");
    private static final Pattern EXTRAS_OPEN = Pattern.compile("\\[");
    private static final Pattern EXTRAS_CLOSE = Pattern.compile("\\]");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern AT = Pattern.compile("@");
    private static final Pattern URL = Pattern.compile("[^\\s]+");
    private static final Pattern SEMICOLON = Pattern.compile(";");

    static RequirementSyntax of(String text) {
        return new Reader(text).read();
    }

    /** One reading of one requirement. */
    private static final class Reader {
        private final Scanner scanner;

        Reader(String text) {
            this.scanner = new Scanner(text);
        }

        RequirementSyntax read() {
            if (!scanner.takes(NAME)) {
                return wrong("it does not begin with a name");
            }
            if (scanner.takes(EXTRAS_OPEN) && !extras()) {
                return wrong("its extras are not names in brackets");
            }
            boolean direct = scanner.takes(AT);
            if (direct && !scanner.takes(URL)) {
                return wrong("there is no URL after @");
            }
            if (!direct && !versions()) {
                return wrong("its versions are no specifiers (PEP 440)");
            }
            if (scanner.takes(SEMICOLON)) {
                Optional<String> marker = MarkerSyntax.problem(scanner);
                if (marker.isPresent()) {
                    return wrong(marker.get());
                }
            }
            return scanner.atEnd()
                    ? new RequirementSyntax(Optional.empty(), direct)
                    : wrong("'" + scanner.rest() + "' is left over");
        }

        private boolean extras() {
            if (scanner.takes(EXTRAS_CLOSE)) {
                return true;
            }
            do {
                if (!scanner.takes(NAME)) {
                    return false;
                }
            } while (scanner.takes(COMMA));
            return scanner.takes(EXTRAS_CLOSE);
        }

        private boolean versions() {
            boolean open = scanner.takes(OPEN);
            Optional<String> clause = scanner.take(SpecifierSyntax.CLAUSE);
            while (clause.isPresent()) {
                if (!SpecifierSyntax.isValid(clause.get())) {
                    return false;
                }
                clause = scanner.takes(COMMA) ? scanner.take(SpecifierSyntax.CLAUSE) : Optional.empty();
            }
            return !open || scanner.takes(CLOSE);
        }

        private static RequirementSyntax wrong(String why) {
            return new RequirementSyntax(Optional.of(why), false);
        }
    }
}
