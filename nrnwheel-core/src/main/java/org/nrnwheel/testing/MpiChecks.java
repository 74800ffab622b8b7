package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * The checks of one MPI: {@code run_mpi_test} of NEURON's script. Each proves first, by the launcher, program, options and
 * environment that its test then gets, that the ranks are one world and which library answers.
 *
 * <p>NEURON takes the MPI library that is in the process already, else {@code libmpi.so} as the loader finds it, and only
 * where there is none {@code MPI_LIB_NRN_PATH} ({@code src/nrnmpi/nrnmpi_dynam.cpp}). So a directory with a link of that
 * name comes first in the loader's path, and no alternative of the system is changed.
 */
record MpiChecks(MpiProfile profile, NeuronTools tools, NeuronGates gates) {
    private static final int RANKS = 2;
    private static final String PYTHON = "python";
    private static final String NRNIV = "nrniv";

    static MpiChecks of(MpiProfile profile, Subject subject) {
        return new MpiChecks(profile, new NeuronTools(subject), new NeuronGates(subject));
    }

    /** The checks in the script's order. */
    List<Check> checks() {
        return List.of(
                byPython(),
                byNrniv(),
                ownProgram(),
                bySpecial(),
                embedded("special-python", tools.special()),
                embedded("nrniv-python", tools.program(NRNIV)),
                coreByPython(),
                core("coreneuron-nrniv", tools.program(NRNIV)).unless(gates.cpuWheel()),
                core("coreneuron-special", tools.special()));
    }

    Check onGpu() {
        return core("coreneuron-special-gpu", tools.special(), true)
                .unless(gates.gpuWheel())
                .unless(gates.gpu());
    }

    /** What is missing of this MPI; nothing when it can be used. */
    Optional<String> missing() {
        return fact("launcher").isEmpty()
                ? Optional.of(profile.title() + " is not here: " + fact("missing"))
                : Optional.empty();
    }

    private Check byPython() {
        Value python = tools.program(PYTHON);
        List<Check.Run> runs = new ArrayList<>(List.of(world(RANKS, python)));
        test0(python).ifPresent(runs::add);
        return check(PYTHON, runs);
    }

    private Check byNrniv() {
        return check(NRNIV, hocRuns(tools.program(NRNIV)));
    }

    private Check bySpecial() {
        return check("special", hocRuns(tools.special())).after("nrnivmodl").unless(gates.compilers());
    }

    private Check embedded(String name, Value program) {
        List<Check.Run> runs = new ArrayList<>(List.of(world(RANKS, program, "-python")));
        test0(program, "-python").ifPresent(runs::add);
        return check(name, runs).after("nrnivmodl").unless(gates.compilers()).unless(gates.embeddedPython());
    }

    /** hoc's own world first, without Python, then the script's test. */
    private List<Check.Run> hocRuns(Value program) {
        List<Value> argv = NeuronTools.hocWords(
                program,
                "nrnwheel_size = " + RANKS,
                "strdef nrnwheel_library, nrnwheel_launcher",
                "nrnwheel_library = \"" + fact("library") + "\"",
                "nrnwheel_launcher = \"" + fact("launcher") + "\"");
        argv.addAll(List.of(tools.subject().helpers().resolve("mpi_world.hoc"), new Text("-mpi")));
        List<Check.Run> runs = new ArrayList<>(List.of(ranksSpeak(RANKS, launch(RANKS, argv))));
        if (there(NeuronGates.TEST0_HOC)) {
            Check.Run test = NeuronTools.run(program)
                    .and(tools.subject().sourceFile(NeuronGates.TEST0_HOC))
                    .and(new Text("-mpi"), new Text("--expected-hosts"), new Text("" + RANKS));
            runs.add(bothSpeak(launch(RANKS, test.argv())));
        }
        return runs;
    }

    /** The script's own test, where the source tree has it; the world's proof has asked all that it asks. */
    private Optional<Check.Run> test0(Value program, String... options) {
        Check.Run test = tools.test(program, NeuronGates.TEST0_PY, options)
                .and(new Text("-mpi"), new Text("--expected-hosts"), new Text("" + RANKS));
        return there(NeuronGates.TEST0_PY) ? Optional.of(bothSpeak(launch(RANKS, test.argv()))) : Optional.empty();
    }

    private boolean there(String file) {
        return gates.files(file).isEmpty();
    }

    /** Proves the world of a program that runs Python. */
    private Check.Run world(int ranks, Value program, String... options) {
        Check.Run witness = NeuronTools.run(program, options)
                .and(tools.subject().helpers().resolve("mpi_world.py"), new Text("-mpi"));
        return ranksSpeak(ranks, launch(ranks, witness.argv()))
                .with(NeuronTools.variables(
                        "NRNWHEEL_MPI_SIZE",
                        "" + ranks,
                        "NRNWHEEL_MPI_TITLE",
                        profile.title(),
                        "NRNWHEEL_MPI_VERSION",
                        profile.libraryVersion(),
                        "NRNWHEEL_MPI_LAUNCHER",
                        fact("launcher")));
    }

    private static Check.Run ranksSpeak(int ranks, Check.Run run) {
        return run.expecting(IntStream.range(0, ranks)
                        .mapToObj(rank -> "nrnwheel: rank " + rank + " of " + ranks + " in one world")
                        .toArray(String[]::new))
                .forbidding("nrnwheel: failed");
    }

    private static Check.Run bothSpeak(Check.Run run) {
        return run.expecting("I am 0 of " + RANKS, "I am 1 of " + RANKS);
    }

    /** CoreNEURON's own program with the wheel's library for the MPICH family, one rank, as the script has it. */
    private Check ownProgram() {
        List<Value> core = new ArrayList<>(List.of(tools.program("nrniv-core"), new Text("--datpath")));
        List<Check.Run> runs = new ArrayList<>();
        CoreNeuronChecks coreNeuron = new CoreNeuronChecks(tools, gates);
        Value reference = new Text("out.nrn.dat");
        if (gates.makesRing()) {
            runs.addAll(List.of(coreNeuron.ringOfNeuron(), coreNeuron.rename()));
            core.add(new Text("."));
        } else {
            core.add(tools.subject().sourceFile(NeuronGates.RING));
            reference = tools.subject().sourceFile(NeuronGates.RING + "/out.dat.ref");
        }
        core.add(new Text("--mpi-lib=" + tools.subject().fact("corenrnmpi")));
        runs.add(launch(1, core));
        runs.add(tools.same(new Text("out.dat"), reference));
        return check("nrniv-core", runs)
                .unless(gates.coreNeuron())
                .unless(
                        profile.mpichFamily()
                                ? Optional.empty()
                                : Optional.of("the script runs nrniv-core with MPICH and its descendants only"))
                .unless(gates.files(gates.makesRing() ? NeuronGates.RING_OF_9 : NeuronGates.RING));
    }

    private Check coreByPython() {
        Check.Run run = tools.test(tools.program(PYTHON), NeuronGates.DIRECT);
        return coreCheck("coreneuron-python", List.of(world(1, tools.program(PYTHON)), launch(1, run.argv())))
                .unless(gates.cpuWheel());
    }

    private Check core(String name, Value program) {
        return core(name, program, false);
    }

    private Check core(String name, Value program, boolean gpu) {
        Check.Run run = tools.test(program, NeuronGates.DIRECT, "-python", "-mpi");
        return coreCheck(
                        name,
                        List.of(
                                world(RANKS, program, "-python"),
                                launch(RANKS, run.argv()).with(CoreNeuronChecks.onGpu(gpu))))
                .unless(gates.embeddedPython());
    }

    private Check coreCheck(String name, List<Check.Run> runs) {
        return check(name, runs)
                .after(CoreNeuronChecks.COMPILED)
                .unless(gates.coreNeuron())
                .unless(gates.compilers())
                .unless(gates.files(NeuronGates.DIRECT));
    }

    private Check check(String name, List<Check.Run> runs) {
        return Check.of(profile.name() + "-" + name, NeuronTools.SHORT, runs.toArray(Check.Run[]::new))
                .unless(missing());
    }

    private Check.Run launch(int ranks, List<Value> program) {
        List<Value> argv = new ArrayList<>();
        if (!fact("modules").isEmpty()) {
            argv.addAll(List.of(new Text("bash"), tools.subject().helpers().resolve("with-modules.sh")));
            profile.modules().forEach(module -> argv.add(new Text(module)));
            argv.add(new Text("--"));
        }
        // env finds it on PATH and calls it by its name; by a path Open MPI's mpirun puts that directory before the
        // venv's
        argv.addAll(List.of(new Text("env"), new Text(fact("launcher"))));
        profile.arguments().forEach(argument -> argv.add(new Text(argument)));
        argv.addAll(List.of(new Text("-n"), new Text("" + ranks)));
        argv.addAll(program);
        return Check.Run.of(argv).with(environment());
    }

    private Map<String, Value> environment() {
        Place directory = tools.subject().helpers().resolve("mpi/" + profile.name());
        String before = tools.subject().fact("LD_LIBRARY_PATH");
        Map<String, Value> environment = new TreeMap<>();
        profile.environment().forEach((name, value) -> environment.put(name, new Text(value)));
        environment.put("LD_LIBRARY_PATH", before.isEmpty() ? directory : Joined.of(directory, ":", before));
        environment.put("MPI_LIB_NRN_PATH", directory.resolve("libmpi.so"));
        return environment;
    }

    private String fact(String name) {
        return tools.subject().fact("mpi." + profile.name() + "." + name);
    }
}
