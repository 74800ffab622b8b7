package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;

/** What NEURON's script runs on a GPU, by special alone and with each MPI. */
final class NeuronGpuSuite extends SurveyedSuite {
    NeuronGpuSuite() {
        super("neuron-gpu", "neuron,mpi");
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
