package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** NEURON's parallel tests: {@code run_parallel_test} of its script, for each MPI that is here. */
final class NeuronMpiSuite extends SurveyedSuite {
    NeuronMpiSuite() {
        super("neuron-mpi", "neuron,mpi");
    }

    @Override
    public List<Check> checks(Subject subject) {
        List<Check> checks = new ArrayList<>(List.of(
                new NeuronTools(subject).compiled().unless(new NeuronGates(subject).compilers()),
                CoreNeuronChecks.of(subject).compiled()));
        MpiProfile.all().stream()
                .flatMap(profile -> checks(MpiChecks.of(profile, subject), subject))
                .forEach(checks::add);
        return checks;
    }

    /** An MPI that is not here is one skipped check, not nine. */
    private static Stream<Check> checks(MpiChecks mpi, Subject subject) {
        boolean absent = !subject.facts().isEmpty() && mpi.missing().isPresent();
        return absent
                ? Stream.of(Check.of(mpi.profile().name(), NeuronTools.SHORT).unless(mpi.missing()))
                : mpi.checks().stream();
    }
}
