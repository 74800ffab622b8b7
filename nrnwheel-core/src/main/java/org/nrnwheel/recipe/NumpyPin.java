package org.nrnwheel.recipe;

import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Interpreter;

/** The oldest numpy for each Python that NEURON 8.x wheels are compiled against. */
final class NumpyPin {
    private static final Map<Integer, String> BY_MINOR =
            Map.of(7, "1.14.6", 8, "1.17.5", 9, "1.19.3", 10, "1.21.3", 11, "1.23.5", 12, "1.26.0");

    /** Older ones do not build on Apple's own processors. */
    private static final String APPLE = "1.21.3";

    private static final int APPLE_BEFORE = 11;

    private NumpyPin() {}

    static Optional<String> of(Interpreter interpreter, boolean appleSilicon) {
        Optional<String> usual =
                interpreter.major() == 3 ? Optional.ofNullable(BY_MINOR.get(interpreter.minor())) : Optional.empty();
        return usual.map(version -> appleSilicon && interpreter.minor() < APPLE_BEFORE ? APPLE : version);
    }
}
