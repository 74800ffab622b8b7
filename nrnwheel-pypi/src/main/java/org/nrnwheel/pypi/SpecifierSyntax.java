package org.nrnwheel.pypi;

import java.util.Locale;
import java.util.regex.Pattern;
import org.nrnwheel.tag.Version;

/** Version specifiers (PEP 440, "Version specifiers"). */
final class SpecifierSyntax {
    /** One clause up to a comma; of {@code ===} any text. */
    static final Pattern CLAUSE = Pattern.compile("(===[^\\s,;)]+|(~=|==|!=|<=|>=|<|>)[ \\t]*[^\\s,;)]+)");

    private static final Pattern OPERATOR = Pattern.compile("===|~=|==|!=|<=|>=|<|>");

    private SpecifierSyntax() {}

    /** Says whether these are clauses separated by commas; none at all are valid too. */
    static boolean isValidSet(String text) {
        for (String clause : text.split(",", -1)) {
            if (!clause.isBlank() && !isValid(clause.strip())) {
                return false;
            }
        }
        return true;
    }

    /** Says whether this is one clause. */
    static boolean isValid(String clause) {
        Scanner scanner = new Scanner(clause);
        String operator = scanner.take(OPERATOR).orElse("");
        String version = scanner.rest();
        return switch (operator) {
            case "" -> false;
            case "===" -> version.matches("\\S+");
            case "==", "!=" ->
                version.endsWith(".*")
                        ? isPrefix(version)
                        : Version.find(version).isPresent();
            case "~=" ->
                isPublic(version) && version.replaceFirst("^[vV]?(\\d+!)?", "").matches("\\d+\\.\\d+.*");
            default -> isPublic(version);
        };
    }

    /** A prefix is of a final or a post-release without dev and local part. */
    private static boolean isPrefix(String version) {
        String prefix = version.substring(0, version.length() - 2);
        return isPublic(prefix) && !prefix.toLowerCase(Locale.ROOT).contains("dev");
    }

    private static boolean isPublic(String version) {
        return Version.find(version).filter(found -> found.local().isEmpty()).isPresent();
    }
}
