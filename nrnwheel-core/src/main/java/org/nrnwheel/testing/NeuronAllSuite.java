package org.nrnwheel.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole of NEURON's script: its serial, parallel and GPU parts, what they share once. */
final class NeuronAllSuite implements TestSuite {
    private static final List<TestSuite> PARTS = List.of(new NeuronSuite(), new NeuronMpiSuite(), new NeuronGpuSuite());

    @Override
    public String name() {
        return "neuron-all";
    }

    @Override
    public Optional<Check.Run> survey(Subject subject) {
        return Optional.of(NeuronGates.survey(subject, "neuron,mpi"));
    }

    @Override
    public List<String> helpers() {
        return NeuronGates.HELPERS;
    }

    @Override
    public List<String> sourceFiles() {
        return NeuronGates.FILES;
    }

    @Override
    public List<Check> checks(Subject subject) {
        Map<String, Check> checks = new LinkedHashMap<>();
        PARTS.forEach(part -> part.checks(subject).forEach(check -> checks.putIfAbsent(check.name(), check)));
        return List.copyOf(checks.values());
    }
}
