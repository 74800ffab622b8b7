package org.nrnwheel.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Conditions of Azure Pipelines, as far as docs/azure-pipelines.yml has them. Texts are the same in any case, and a variable that is not
 * set is an empty text, as Azure's reference of expressions says.
 *
 * @param facts what {@code succeeded()}, {@code variables['NAME']} and {@code dependencies.STAGE.result} are; none is empty
 */
record AzureCondition(Map<String, String> facts) {
    private static final Pattern TOKEN =
            Pattern.compile("'[^']*'|variables\\['[^']*'\\]|dependencies\\.\\w+\\.\\w+|\\w+|[(),]|\\S");

    /** Says whether a condition holds. */
    boolean holds(String condition) {
        Deque<String> tokens = new ArrayDeque<>(
                TOKEN.matcher(condition).results().map(MatchResult::group).toList());
        String value = value(tokens);
        if (!tokens.isEmpty()) {
            throw new IllegalArgumentException("more than one expression: " + tokens);
        }
        return value.equalsIgnoreCase("true");
    }

    private String value(Deque<String> tokens) {
        String token = tokens.remove();
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1);
        }
        if (!"(".equals(tokens.peek())) {
            return facts.getOrDefault(token, "");
        }
        List<String> values = new ArrayList<>();
        while (!tokens.remove().equals(")")) {
            if (!")".equals(tokens.peek())) {
                values.add(value(tokens));
            }
        }
        return String.valueOf(call(token, values));
    }

    private boolean call(String function, List<String> values) {
        return switch (function) {
            case "succeeded", "always" ->
                values.isEmpty() && facts.getOrDefault(function + "()", "").equals("true");
            case "and" -> values.stream().allMatch("true"::equalsIgnoreCase);
            case "or" -> values.stream().anyMatch("true"::equalsIgnoreCase);
            case "eq" -> values.get(0).equalsIgnoreCase(values.get(1));
            case "ne" -> !values.get(0).equalsIgnoreCase(values.get(1));
            case "in" -> values.stream().skip(1).anyMatch(values.get(0)::equalsIgnoreCase);
            default -> throw new IllegalArgumentException("unknown function " + function);
        };
    }
}
