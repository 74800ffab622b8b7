package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/** The CoreNEURON part of the serial tests. Its tests need files of NEURON's source tree. */
record CoreNeuronChecks(NeuronTools tools, NeuronGates gates) {
    static final String COMPILED = "nrnivmodl-coreneuron";
    /* The tree is not written to; the directory's name keeps its space. */
    private static final String COPY = """
            import os, shutil, sys
            shutil.copytree(sys.argv[1], 'mod files')
            for more in sys.argv[2:]:
                shutil.copy(more, 'mod files')
            """;

    /** What runs the program that CoreNEURON's tests run on a GPU. */
    static Map<String, Value> onGpu(boolean gpu) {
        return NeuronTools.variables("NVCOMPILER_ACC_TIME", "1", "CORENRN_ENABLE_GPU", gpu ? "1" : "0");
    }

    static CoreNeuronChecks of(Subject subject) {
        return new CoreNeuronChecks(new NeuronTools(subject), new NeuronGates(subject));
    }

    /** CoreNEURON's own program on the ring network. */
    Check ring() {
        return gates.makesRing() ? madeRing() : shippedRing();
    }

    private Check shippedRing() {
        Value data = tools.subject().sourceFile(NeuronGates.RING);
        return Check.of(
                        "coreneuron-ring",
                        NeuronTools.SHORT,
                        NeuronTools.run(tools.program("nrniv-core"), "--datpath")
                                .and(data),
                        tools.same(new Text("out.dat"), tools.subject().sourceFile(NeuronGates.RING + "/out.dat.ref")))
                .unless(gates.coreNeuron())
                .unless(gates.files(NeuronGates.RING));
    }

    /** From 9.0 NEURON writes the data, and its own spikes are the reference. */
    private Check madeRing() {
        return Check.of(
                        "coreneuron-ring",
                        NeuronTools.SHORT,
                        ringOfNeuron(),
                        rename(),
                        NeuronTools.run(tools.program("nrniv-core"), "--datpath", "."),
                        tools.same(new Text("out.dat"), new Text("out.nrn.dat")))
                .unless(gates.coreNeuron())
                .unless(gates.files(NeuronGates.RING_OF_9));
    }

    Check.Run ringOfNeuron() {
        Value directory = tools.subject().sourceFile(NeuronGates.RING_OF_9);
        return NeuronTools.run(tools.program("nrniv"))
                .and(Joined.of(directory, "/ring.hoc"))
                .with(Map.of("HOC_LIBRARY_PATH", directory));
    }

    Check.Run rename() {
        return tools.python("import os; os.replace('out.dat', 'out.nrn.dat')");
    }

    /** NMODL's Python module, from 9.0. */
    Check nmodl() {
        return Check.of(
                        "coreneuron-nmodl",
                        NeuronTools.SHORT,
                        tools.python("from neuron.tests import test_nmodl; test_nmodl.test_nmodl()"))
                .unless(gates.coreNeuron())
                .unless(
                        gates.makesRing()
                                ? Optional.empty()
                                : Optional.of("NMODL's Python module comes with NEURON 9.0"));
    }

    List<Check> inNeuron() {
        return List.of(psolve(), compiled(), directPython(), directSpecial(), directNrniv(), directOnGpu());
    }

    private Check psolve() {
        return Check.of("coreneuron-psolve", NeuronTools.SHORT, tools.test(tools.program("python"), NeuronGates.PSOLVE))
                .unless(gates.coreNeuron())
                .unless(gates.compilers())
                .unless(gates.cpuWheel())
                .unless(gates.files(NeuronGates.PSOLVE));
    }

    /** Compiles mechanisms for both simulators, in the directory where others go on. From 9.0 one has a sparse solver. */
    Check compiled() {
        List<Value> sources = new ArrayList<>(List.of(tools.subject().sourceFile(NeuronGates.CORE_MODS)));
        if (gates.makesRing() && gates.files(NeuronGates.SPARSE).isEmpty()) {
            sources.add(tools.subject().sourceFile(NeuronGates.SPARSE));
        }
        return Check.of(
                        COMPILED,
                        NeuronTools.LONG,
                        tools.python(COPY, sources.toArray(Value[]::new)),
                        tools.nrnivmodl(new Text("-coreneuron"), new Text("mod files")))
                .needing(Tools.MAKE, Tools.CXX, Tools.PERL)
                .unless(gates.coreNeuron())
                .unless(gates.compilers())
                .unless(gates.files(NeuronGates.CORE_MODS));
    }

    private Check directPython() {
        return direct("coreneuron-python", tools.test(tools.program("python"), NeuronGates.DIRECT))
                .unless(gates.cpuWheel());
    }

    private Check directSpecial() {
        return direct("coreneuron-special", tools.test(tools.special(), NeuronGates.DIRECT, "-python"))
                .unless(gates.embeddedPython());
    }

    private Check directNrniv() {
        return direct("coreneuron-nrniv", tools.test(tools.program("nrniv"), NeuronGates.DIRECT, "-python"))
                .unless(gates.cpuWheel())
                .unless(gates.embeddedPython());
    }

    Check directOnGpu() {
        Check check = direct(
                "coreneuron-special-gpu",
                gates.gpuWheel(),
                tools.test(tools.special(), NeuronGates.DIRECT, "-python").with(onGpu(true)));
        return check.unless(gates.gpu()).unless(gates.embeddedPython());
    }

    Check direct(String name, Check.Run... runs) {
        return direct(name, Optional.empty(), runs);
    }

    /** What the wheel lacks is told before what the tree lacks. */
    private Check direct(String name, Optional<String> first, Check.Run... runs) {
        return Check.of(name, NeuronTools.SHORT, runs)
                .after(COMPILED)
                .unless(first)
                .unless(gates.coreNeuron())
                .unless(gates.compilers())
                .unless(gates.files(NeuronGates.DIRECT));
    }
}
