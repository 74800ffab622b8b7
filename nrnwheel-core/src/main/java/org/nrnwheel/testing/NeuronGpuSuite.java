package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What NEURON's script runs on a GPU, by special alone and with each MPI. */
final class NeuronGpuSuite implements TestSuite {
    @Override
    public String name() {
        return "neuron-gpu";
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
        CoreNeuronChecks core = CoreNeuronChecks.of(subject);
        NeuronGates gates = new NeuronGates(subject);
        List<Check> checks = new ArrayList<>(List.of(
                Check.of("import", NeuronTools.SHORT, Imports.of(subject, "neuron")),
                core.compiled().unless(gates.gpuWheel()),
                core.directOnGpu()));
        MpiProfile.all()
                .forEach(profile -> checks.add(MpiChecks.of(profile, subject).onGpu()));
        return checks;
    }
}
