package org.nrnwheel.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole of NEURON's script: its serial, parallel and GPU parts, what they share once. */
final class NeuronAllSuite extends SurveyedSuite {
    private static final List<TestSuite> PARTS = List.of(new NeuronSuite(), new NeuronMpiSuite(), new NeuronGpuSuite());

    NeuronAllSuite() {
        super("neuron-all", "neuron,mpi");
    }

    @Override
    public List<Check> checks(Subject subject) {
        Map<String, Check> checks = new LinkedHashMap<>();
        PARTS.forEach(part -> part.checks(subject).forEach(check -> checks.putIfAbsent(check.name(), check)));
        return List.copyOf(checks.values());
    }
}
