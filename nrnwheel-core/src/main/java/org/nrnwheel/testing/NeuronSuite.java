package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;

/**
 * NEURON's serial tests with CoreNEURON's: {@code run_serial_test} of its {@code packaging/python/test_wheels.sh}, each
 * step a check, in its order. {@code docs/neuron-suites.md} maps each line of the script.
 *
 * <p>hoc exits with 0 after an error, so output is looked at too.
 */
final class NeuronSuite extends SurveyedSuite {
    NeuronSuite() {
        super("neuron", "neuron");
    }

    @Override
    public List<Check> checks(Subject subject) {
        NeuronTools tools = new NeuronTools(subject);
        NeuronGates gates = new NeuronGates(subject);
        CoreNeuronChecks core = CoreNeuronChecks.of(subject);
        List<Check> checks = new ArrayList<>(List.of(
                Check.of("import", NeuronTools.SHORT, Imports.of(subject, "neuron")),
                // an empty one breaks what names things after it
                Check.of(
                        "version",
                        NeuronTools.SHORT,
                        tools.python(
                                "import neuron; v = neuron.__version__; print(v); assert v and str(v).strip(), repr(v)")),
                Check.of("neuron-test", NeuronTools.LONG, tools.python("import neuron; neuron.test()")),
                // reaction-diffusion compiles its reactions when a model starts
                Check.of("neuron-test-rxd", NeuronTools.LONG, tools.python("import neuron; neuron.test_rxd()"))
                        .needing(Tools.GCC),
                Check.of("nrniv", NeuronTools.SHORT, tools.hello(tools.program("nrniv"))),
                core.nmodl(),
                core.ring(),
                tools.compiled().unless(gates.compilers()),
                mechanism(tools),
                Check.of("neuron-test-compiled", NeuronTools.LONG, tools.python(NeuronTools.BASE_TESTS))
                        .needing(Tools.GCC)
                        .after("nrnivmodl"),
                embedded("special-python", gates, NeuronTools.run(tools.special(), "-python", "-c")),
                embedded("nrniv-python", gates, NeuronTools.run(tools.program("nrniv"), "-python", "-c"))));
        checks.addAll(core.inNeuron());
        checks.add(demo(tools).unless(gates.compilers()));
        checks.add(
                Check.of("modlunit", NeuronTools.SHORT, units(subject, tools)).unless(gates.compilers()));
        return checks;
    }

    private static Check mechanism(NeuronTools tools) {
        return Check.of(
                        "mechanism",
                        NeuronTools.SHORT,
                        tools.hello(tools.special()),
                        tools.hocInsert(tools.special()),
                        tools.pythonInsert())
                .after("nrnivmodl");
    }

    private static Check embedded(String name, NeuronGates gates, Check.Run program) {
        return Check.of(name, NeuronTools.LONG, program.and(new Text(NeuronTools.BASE_TESTS)))
                .needing(Tools.GCC)
                .after("nrnivmodl")
                .unless(gates.embeddedPython());
    }

    private static Check demo(NeuronTools tools) {
        Check.Run run = tools.hoc(
                        tools.program("neurondemo"), "demo(4)", "run()", "print \"demo ran to \", t", "quit()")
                .expecting("^demo ran to [1-9]");
        return Check.of("neurondemo", NeuronTools.LONG, run);
    }

    private static Check.Run units(Subject subject, NeuronTools tools) {
        Place file = subject.inputs().resolve(tools.mod().fileName());
        return NeuronTools.run(tools.program("modlunit")).and(file).expecting("^Checking units of ");
    }
}
