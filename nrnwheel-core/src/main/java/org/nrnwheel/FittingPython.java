package org.nrnwheel;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.tag.WheelName;

/**
 * The Python of a system that a wheel is for (PEP 425).
 *
 * @param interpreters what the system has, best first
 * @param selector which of them are asked for; nothing: any
 */
record FittingPython(List<Interpreter> interpreters, Optional<PythonSelector> selector) {
    /** By version; of equal ones the first that a machine has is its best. */
    static final Comparator<Interpreter> NEWEST =
            Comparator.comparing(Interpreter::major).thenComparing(Interpreter::minor);

    /** Finds one for a wheel; of several the one that it was made for, then the newest. */
    Optional<Interpreter> of(WheelName wheel) {
        return wanted().filter(python -> WheelChoice.rank(wheel, python) > 0)
                .max(Comparator.comparing((Interpreter python) -> WheelChoice.rank(wheel, python))
                        .thenComparing(NEWEST));
    }

    /** Finds the newest, for a wheel that is not known yet. */
    Optional<Interpreter> any() {
        return wanted().max(NEWEST);
    }

    private Stream<Interpreter> wanted() {
        return interpreters.stream()
                .filter(python -> selector.map(asked -> asks(asked, python)).orElse(true));
    }

    private static boolean asks(PythonSelector asked, Interpreter python) {
        return asked.path()
                .map(path -> path.equals(Path.of(python.executable())))
                .orElseGet(() -> asked.matches(python.major(), python.minor()));
    }

    /** Says what is missing. */
    String missing(String tags) {
        String there =
                interpreters.stream().map(Interpreter::version).distinct().collect(Collectors.joining(", "));
        String asked = selector.map(text -> " that is " + text).orElse("");
        return "it has no Python" + (tags.isEmpty() ? "" : " for " + tags) + asked
                + (there.isEmpty() ? ", and no other" : "; it has " + there);
    }
}
