package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * The gates of NEURON's test script: each says what is missing, or nothing.
 *
 * @param subject the installed wheel, with the facts of the survey
 */
record NeuronGates(Subject subject) {
    static final String RING = "external/coreneuron/tests/integration/ring";
    static final String RING_OF_9 = "test/ringtest";
    static final String PSOLVE = "test/coreneuron/test_psolve.py";
    static final String DIRECT = "test/coreneuron/test_direct.py";
    static final String CORE_MODS = "test/coreneuron/mod files";
    static final String SPARSE = ModFile.SAMPLE_DIRECTORY + "/capmp.mod";
    static final String TEST0_PY = "src/parallel/test0.py";
    static final String TEST0_HOC = "src/parallel/test0.hoc";

    /** What suites read of NEURON's tree. */
    static final List<String> FILES = List.of(
            ModFile.SAMPLE_DIRECTORY + "/" + ModFile.SAMPLE.fileName(),
            RING,
            RING_OF_9,
            PSOLVE,
            DIRECT,
            CORE_MODS,
            SPARSE,
            TEST0_PY,
            TEST0_HOC);

    /** What the survey, the MPI checks and the module system need. */
    static final List<String> HELPERS =
            List.of("survey.py", "mpi_world.py", "mpi_world.hoc", "mpi-profiles.json", "with-modules.sh");

    private static final String ON = "ON";

    /** The run that finds the facts; the questions are those of {@code survey.py}. */
    static Check.Run survey(Subject subject, String questions) {
        List<Value> argv = new ArrayList<>(List.of(
                subject.program("python"),
                subject.helpers().resolve("survey.py"),
                new Text(questions),
                subject.environment().resolve("bin"),
                subject.helpers()));
        argv.add(subject.source().isPresent() ? subject.source().get() : new Text("-"));
        FILES.forEach(file -> argv.add(new Text(file)));
        return Check.Run.of(argv);
    }

    /** Whether the wheel is of the generation whose script makes the ring's data itself. */
    boolean makesRing() {
        return !subject.version().matches("[0-8]\\..*");
    }

    Optional<String> coreNeuron() {
        if (!subject.fact("nrnversion").isEmpty()) {
            return Optional.of("nrnversion(6), which tells whether the wheel has CoreNEURON, did not answer: "
                    + subject.fact("nrnversion"));
        }
        return unless(
                subject.fact("coreneuron").equals(ON),
                "the wheel has no CoreNEURON: nrnversion(6) does not say NRN_ENABLE_CORENEURON=ON");
    }

    Optional<String> gpuWheel() {
        return unless(
                subject.fact("gpu").equals(ON),
                "the wheel has no GPU support: nrnversion(6) does not say CORENRN_ENABLE_GPU=ON");
    }

    /** CoreNEURON of GPU wheels is linked into special, so python and nrniv cannot run it. */
    Optional<String> cpuWheel() {
        return unless(
                !subject.fact("gpu").equals(ON),
                "a GPU wheel: its CoreNEURON is linked into special, python and nrniv have none");
    }

    /** Mechanisms of a GPU wheel are compiled by nvc alone. */
    Optional<String> compilers() {
        return unless(
                !subject.fact("gpu").equals(ON) || !subject.fact("nvc").isEmpty(),
                "a GPU wheel, and its compiler nvc is not on PATH");
    }

    Optional<String> gpu() {
        return unless(!subject.fact("device").isEmpty(), "there is no GPU: pgaccelinfo -nvidia names no device");
    }

    Optional<String> embeddedPython() {
        return unless(
                !subject.fact("SKIP_EMBEDED_PYTHON_TEST").equals("true"),
                "SKIP_EMBEDED_PYTHON_TEST is true, so no program runs Python inside itself");
    }

    Optional<String> files(String... paths) {
        List<String> missing = Arrays.stream(paths)
                .filter(path -> subject.fact("file." + path).isEmpty())
                .toList();
        return unless(
                missing.isEmpty(),
                missing.stream().collect(Collectors.joining(", "))
                        + " of NEURON's source tree is missing: give the tree of the wheel's version by --source");
    }

    private static Optional<String> unless(boolean met, String reason) {
        return met ? Optional.empty() : Optional.of(reason);
    }
}
