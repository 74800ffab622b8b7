package org.nrnwheel.request;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Selects interpreters: {@code 38}, {@code 3.8}, {@code cp38}, {@code 3*}, {@code 3.9-3.12}, {@code >=3.9}, or the path of
 * one interpreter. Immutable.
 *
 * @param text the selector as it was written
 */
public record PythonSelector(String text) {
    private static final Pattern ONE = Pattern.compile("(?:cp)?(\\d)[._-]?(\\d{1,2})");
    private static final Pattern ALL = Pattern.compile("(?:cp)?(\\d)\\.?\\*");
    private static final Pattern RANGE = Pattern.compile("(\\d)\\.(\\d{1,2})\\s*-\\s*(\\d)\\.(\\d{1,2})");
    private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<|==)\\s*(\\d)\\.(\\d{1,2})");

    /**
     * Checks the syntax.
     *
     * @param text the selector
     */
    public PythonSelector {
        if (!text.contains("/")
                && !ONE.matcher(text).matches()
                && !ALL.matcher(text).matches()
                && !RANGE.matcher(text).matches()
                && !BOUND.matcher(text).matches()) {
            throw new InvalidRequestException(
                    "not a Python selector: '" + text + "'",
                    "Write 38, 3.8, cp38, 3*, 3.9-3.12, >=3.9 or the path of an interpreter.");
        }
    }

    /**
     * Returns the interpreter's path when the selector is one.
     *
     * @return the path as it was written, or nothing
     */
    public Optional<Path> path() {
        return text.contains("/") ? Optional.of(Path.of(text)) : Optional.empty();
    }

    /**
     * Says whether a version is selected; a path selects no version.
     *
     * @param major major version, 3
     * @param minor minor version, e.g. 11
     * @return whether it is
     */
    public boolean matches(int major, int minor) {
        int version = major * 100 + minor;
        Matcher one = ONE.matcher(text);
        if (one.matches()) {
            return version == number(one, 1);
        }
        Matcher all = ALL.matcher(text);
        if (all.matches()) {
            return major == Integer.parseInt(all.group(1));
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return number(range, 1) <= version && version <= number(range, 3);
        }
        Matcher bound = BOUND.matcher(text);
        return bound.matches() && within(bound.group(1), version, number(bound, 2));
    }

    private static boolean within(String operator, int version, int limit) {
        return switch (operator) {
            case ">=" -> version >= limit;
            case "<=" -> version <= limit;
            case ">" -> version > limit;
            case "<" -> version < limit;
            default -> version == limit;
        };
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group)) * 100 + Integer.parseInt(matcher.group(group + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
