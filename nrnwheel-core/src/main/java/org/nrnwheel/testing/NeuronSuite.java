package org.nrnwheel.testing;

import java.time.Duration;
import java.util.List;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * NEURON's base checks: the serial part of its {@code packaging/python/test_wheels.sh}, each step a check.
 *
 * <p>hoc exits with 0 after an error, so output is looked at too.
 */
final class NeuronSuite implements TestSuite {
    private static final Duration SHORT = Duration.ofMinutes(3);
    private static final Duration LONG = Duration.ofMinutes(10);
    /** What hoc writes after each error, with the place of it. */
    private static final String HOC_ERROR = "^ ?near line \\d|arg not valid statement";

    @Override
    public String name() {
        return "neuron";
    }

    @Override
    public List<Check> checks(Subject subject) {
        ModFile mod = ModFile.of(subject.inputNames());
        return List.of(
                Check.of("import", SHORT, Imports.of(subject, "neuron")),
                Check.of("neuron-test", LONG, python(subject, "import neuron; neuron.test()")),
                // reaction-diffusion compiles its reactions when a model starts
                Check.of("neuron-test-rxd", LONG, python(subject, "import neuron; neuron.test_rxd()"))
                        .needing(Tools.GCC),
                Check.of("nrniv", SHORT, hello(subject.program("nrniv"))).needing(Tools.PERL),
                Check.of("nrnivmodl", LONG, Check.Run.of(subject.program("nrnivmodl"), subject.inputs()))
                        .needing(Tools.PERL, Tools.MAKE, Tools.CXX),
                mechanism(subject, mod),
                demo(subject),
                Check.of("modlunit", SHORT, units(subject, mod)).needing(Tools.PERL));
    }

    private static Check mechanism(Subject subject, ModFile mod) {
        // relative to nrnivmodl's directory: special finds its library there, as a user's does
        Value special = new Text("./" + subject.machine() + "/special");
        String insert = "from neuron import h; s = h.Section(name='s'); s.insert('" + mod.suffix()
                + "'); h.finitialize(-65); h.fadvance(); print('inserted', s.psection()['density_mechs'].keys())";
        return Check.of(
                        "mechanism",
                        SHORT,
                        hello(special),
                        hocInsert(special, mod),
                        python(subject, insert).expecting("inserted.*'" + mod.suffix() + "'"))
                .needing(Tools.PERL)
                .after("nrnivmodl");
    }

    private static Check.Run hocInsert(Value special, ModFile mod) {
        return hoc(
                        special,
                        "create s",
                        "access s",
                        "insert " + mod.suffix(),
                        "finitialize(-65)",
                        "fadvance()",
                        "print \"inserted \", ismembrane(\"" + mod.suffix() + "\")",
                        "quit()")
                .expecting("^inserted 1");
    }

    private static Check demo(Subject subject) {
        Check.Run run = hoc(subject.program("neurondemo"), "demo(4)", "run()", "print \"demo ran to \", t", "quit()")
                .expecting("^demo ran to [1-9]");
        return Check.of("neurondemo", LONG, run).needing(Tools.PERL);
    }

    private static Check.Run units(Subject subject, ModFile mod) {
        Place file = subject.inputs().resolve(mod.fileName());
        return Check.Run.of(subject.program("modlunit"), file).expecting("^Checking units of ");
    }

    private static Check.Run hello(Value program) {
        return hoc(program, "print \"hello\"").expecting("^hello");
    }

    private static Check.Run hoc(Value program, String... statements) {
        Value[] argv = new Value[1 + 2 * statements.length];
        argv[0] = program;
        for (int i = 0; i < statements.length; i++) {
            argv[1 + 2 * i] = new Text("-c");
            argv[2 + 2 * i] = new Text(statements[i]);
        }
        return Check.Run.of(argv).forbidding(HOC_ERROR);
    }

    private static Check.Run python(Subject subject, String program) {
        return Check.Run.of(subject.program("python"), new Text("-c"), new Text(program));
    }
}
