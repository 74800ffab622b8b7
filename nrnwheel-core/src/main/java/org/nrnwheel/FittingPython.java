package org.nrnwheel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.tag.Tag;
import org.nrnwheel.tag.WheelName;

/**
 * The Python of a system that a wheel is for (PEP 425).
 *
 * @param interpreters what the system has, best first
 * @param wanted which of them are asked for; nothing: any
 */
record FittingPython(List<Interpreter> interpreters, Optional<PythonSelector> wanted) {
    /** Finds one; of several the newest. */
    Optional<Interpreter> of(WheelName wheel) {
        return interpreters.stream()
                .filter(python -> wanted.map(selector -> selector.matches(python.major(), python.minor()))
                        .orElse(true))
                .filter(python -> wheel.tags().stream().anyMatch(tag -> fits(python, tag)))
                .max(Comparator.comparing(Interpreter::major).thenComparing(Interpreter::minor));
    }

    private static boolean fits(Interpreter python, Tag tag) {
        boolean same = tag.python().equals(python.pythonTag())
                && (tag.abi().equals(python.abiTag()) || tag.abi().equals("none"));
        boolean stable = tag.abi().equals("abi3")
                && python.pythonTag().startsWith("cp" + python.major())
                && tag.python().matches("cp" + python.major() + "\\d*")
                && minor(tag) <= python.minor();
        boolean any = tag.abi().equals("none")
                && (tag.python().equals("py" + python.major())
                        || (tag.python().matches("py" + python.major() + "\\d+") && minor(tag) <= python.minor()));
        return same || stable || any;
    }

    private static int minor(Tag tag) {
        String digits = tag.python().substring(3);
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** Says what is missing. */
    String missing(WheelName wheel) {
        String there =
                interpreters.stream().map(Interpreter::version).distinct().collect(Collectors.joining(", "));
        String asked = wanted.map(selector -> " that is " + selector).orElse("");
        return "it has no Python for " + String.join(".", wheel.pythons()) + "-" + String.join(".", wheel.abis())
                + asked + (there.isEmpty() ? ", and no other" : "; it has " + there);
    }
}
