package org.nrnwheel.tests.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The script's facts against the plan's, for one Python.
 *
 * @param python its tag
 * @param differences what one side has alone: {@code - line} the script, {@code + line} the plan
 * @param scriptOrder the lines that both have, in the script's order
 * @param planOrder the same in the plan's order
 */
record Comparison(String python, List<String> differences, List<String> scriptOrder, List<String> planOrder) {
    /** Compares all Pythons of both sides. */
    static List<Comparison> of(Map<String, List<String>> script, Map<String, List<String>> plan) {
        TreeSet<String> pythons = new TreeSet<>(script.keySet());
        pythons.addAll(plan.keySet());
        return pythons.stream()
                .map(python -> of(python, script.getOrDefault(python, List.of()), plan.getOrDefault(python, List.of())))
                .toList();
    }

    private static Comparison of(String python, List<String> script, List<String> plan) {
        List<String> scriptAlone = without(script, plan);
        List<String> planAlone = without(plan, script);
        List<String> differences = Stream.concat(
                        scriptAlone.stream().map(line -> "- " + line),
                        planAlone.stream().map(line -> "+ " + line))
                .toList();
        return new Comparison(
                python, differences, ordered(without(script, scriptAlone)), ordered(without(plan, planAlone)));
    }

    /** Takes each line away as often as it is there. */
    private static List<String> without(List<String> lines, List<String> away) {
        List<String> rest = new ArrayList<>(away);
        return lines.stream().filter(Predicate.not(rest::remove)).toList();
    }

    private static List<String> ordered(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("install ")).toList();
    }
}
