package org.nrnwheel.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tests a wheel in a fresh virtual environment of its own.
 *
 * @param name see {@link Step#name()}
 * @param wheel the wheel
 * @param suite the suite by name, e.g. {@code neuron}
 * @param interpreter path of the interpreter to test with
 * @param uv the program uv, which makes the environment; nothing: venv and pip do
 * @param constraints a pip constraints file; nothing: newest dependencies, as a user of today gets them
 * @param required whether a failed check fails the job; else it is a warning
 * @param source whether the suite may use the job's source tree for its inputs
 * @param environment the whole environment of the checks
 */
public record TestStep(
        String name,
        Captured wheel,
        String suite,
        String interpreter,
        Optional<Value> uv,
        Optional<Place> constraints,
        boolean required,
        boolean source,
        Map<String, Value> environment)
        implements Step {
    /**
     * Copies the map.
     */
    public TestStep {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
}
