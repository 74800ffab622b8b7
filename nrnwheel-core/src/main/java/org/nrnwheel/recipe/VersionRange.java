package org.nrnwheel.recipe;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The clauses of {@code requires-python} (PEP 440's specifiers over plain release numbers). A clause that is not
 * understood lets every version pass: the project's own build then decides.
 *
 * @param text e.g. {@code >=3.10,<3.15}
 */
record VersionRange(String text) {
    private static final Pattern CLAUSE = Pattern.compile("(>=|<=|==|!=|~=|>|<)\\s*(\\d+(?:\\.\\d+)*)(\\.\\*)?");

    boolean contains(String version) {
        List<Integer> release = release(version);
        return Stream.of(text.split(",", -1)).allMatch(clause -> allows(clause.strip(), release));
    }

    private static boolean allows(String clause, List<Integer> version) {
        Matcher matcher = CLAUSE.matcher(clause);
        if (!matcher.matches()) {
            return true;
        }
        List<Integer> limit = release(matcher.group(2));
        int order = compare(version, limit);
        boolean same = matcher.group(3) == null ? order == 0 : startsWith(version, limit);
        return switch (matcher.group(1)) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            case "!=" -> !same;
            case "~=" -> order >= 0 && startsWith(version, limit.subList(0, Math.max(1, limit.size() - 1)));
            default -> same;
        };
    }

    private static List<Integer> release(String version) {
        Matcher matcher = Pattern.compile("\\d+(?:\\.\\d+)*").matcher(version);
        return matcher.lookingAt()
                ? Stream.of(matcher.group().split("\\.")).map(Integer::valueOf).toList()
                : List.of();
    }

    private static boolean startsWith(List<Integer> version, List<Integer> prefix) {
        return version.size() >= prefix.size()
                && version.subList(0, prefix.size()).equals(prefix);
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Integer.compare(at(left, i), at(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int at(List<Integer> release, int index) {
        return index < release.size() ? release.get(index) : 0;
    }
}
