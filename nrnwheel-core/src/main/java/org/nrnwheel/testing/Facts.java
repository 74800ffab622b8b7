package org.nrnwheel.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a survey printed. Stateless. */
final class Facts {
    private static final Pattern FACT = Pattern.compile("fact:([^:]+):(.*)");

    private Facts() {}

    static Map<String, String> read(List<String> lines) {
        Map<String, String> facts = new TreeMap<>();
        for (String line : lines) {
            Matcher fact = FACT.matcher(line);
            if (fact.matches()) {
                facts.put(fact.group(1), fact.group(2).strip());
            }
        }
        return facts;
    }
}
