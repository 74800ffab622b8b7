package org.nrnwheel.testing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.nrnwheel.request.InvalidRequestException;

/** The suites that there are. Stateless. */
public final class TestSuites {
    /** Name of the suite for any wheel. */
    public static final String GENERIC = "generic";

    private static final Set<String> NEURON_NAMES =
            Set.of("neuron", "neuron-nightly", "neuron-gpu", "neuron-gpu-nightly");

    private TestSuites() {}

    /**
     * Lists the suites.
     *
     * @return NEURON's and the one for any wheel
     */
    public static List<TestSuite> all() {
        return List.of(
                new NeuronSuite(),
                new NeuronMpiSuite(),
                new NeuronGpuSuite(),
                new NeuronAllSuite(),
                new NeuronCompilersSuite(),
                new GenericSuite());
    }

    /**
     * Finds a suite.
     *
     * @param name its name
     * @return the suite
     * @throws InvalidRequestException when there is none of that name
     */
    public static TestSuite named(String name) {
        return all().stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "there is no test suite '" + name + "'",
                        "Use one of: " + all().stream().map(TestSuite::name).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Chooses the suite for a wheel by the name of its distribution.
     *
     * @param distribution the name, in any spelling (PEP 503)
     * @return the suite's name
     */
    public static String forDistribution(String distribution) {
        return NEURON_NAMES.contains(normal(distribution)) ? "neuron" : GENERIC;
    }

    /**
     * Says whether a wheel is one of those whose tests run on GPUs where there are any.
     *
     * @param distribution the name, in any spelling (PEP 503)
     * @return whether it is
     */
    public static boolean onGpus(String distribution) {
        return NEURON_NAMES.contains(normal(distribution))
                && normal(distribution).contains("gpu");
    }

    private static String normal(String distribution) {
        return distribution.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }
}
