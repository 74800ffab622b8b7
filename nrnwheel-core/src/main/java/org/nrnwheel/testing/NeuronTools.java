package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * The programs of a NEURON wheel as checks run them.
 *
 * @param subject the installed wheel
 */
record NeuronTools(Subject subject) {
    static final Duration SHORT = Duration.ofMinutes(3);
    static final Duration LONG = Duration.ofMinutes(10);
    /** What hoc writes after each error, with the place of it; it exits with 0. */
    private static final String HOC_ERROR = "^ ?near line \\d|arg not valid statement";

    /** NEURON's own tests, as the test script runs them. */
    static final String BASE_TESTS = "import neuron; neuron.test(); neuron.test_rxd(); quit()";

    /** The mechanism that is compiled. */
    ModFile mod() {
        return ModFile.of(subject.inputNames());
    }

    /** A program of the wheel. */
    Place program(String name) {
        return subject.program(name);
    }

    /** The program that nrnivmodl made: relative to its directory, where it finds its library, as a user's does. */
    Text special() {
        return new Text("./" + subject.machine() + "/special");
    }

    Check.Run python(String program, Value... arguments) {
        return run(program("python"), "-c", program).and(arguments);
    }

    Check.Run hello(Value program) {
        return hoc(program, "print \"hello\"").expecting("^hello");
    }

    /** Runs hoc statements. */
    Check.Run hoc(Value program, String... statements) {
        return Check.Run.of(hocWords(program, statements)).forbidding(HOC_ERROR);
    }

    static List<Value> hocWords(Value program, String... statements) {
        List<Value> argv = new ArrayList<>(List.of(program));
        for (String statement : statements) {
            argv.addAll(List.of(new Text("-c"), new Text(statement)));
        }
        return argv;
    }

    /** Runs hoc statements that insert the compiled mechanism. */
    Check.Run hocInsert(Value special) {
        String suffix = mod().suffix();
        return hoc(
                        special,
                        "create s",
                        "access s",
                        "insert " + suffix,
                        "finitialize(-65)",
                        "fadvance()",
                        "print \"inserted \", ismembrane(\"" + suffix + "\")",
                        "quit()")
                .expecting("^inserted 1");
    }

    /** Inserts the compiled mechanism by Python. */
    Check.Run pythonInsert() {
        String suffix = mod().suffix();
        return python(
                        "from neuron import h; s = h.Section(name='s'); s.insert('" + suffix
                                + "'); h.finitialize(-65); h.fadvance(); print('inserted', s.psection()['density_mechs'].keys())")
                .expecting("inserted.*'" + suffix + "'");
    }

    Check.Run nrnivmodl(Value... arguments) {
        return run(program("nrnivmodl")).and(arguments);
    }

    /** Compiles the mechanism, in the directory where others go on. */
    Check compiled() {
        return Check.of("nrnivmodl", LONG, nrnivmodl(subject.inputs())).needing(Tools.MAKE, Tools.CXX);
    }

    /** A test of NEURON's tree by one of the wheel's programs. */
    Check.Run test(Value program, String file, String... options) {
        return run(program, options).and(subject.sourceFile(file));
    }

    /** Compares two files as {@code diff -w} does, which not every machine has. */
    Check.Run same(Value one, Value other) {
        return python("""
                import sys
                one, other = [[''.join(line.split()) for line in open(path)] for path in sys.argv[1:]]
                for number, (mine, wanted) in enumerate(zip(one, other), 1):
                    if mine != wanted:
                        sys.exit('nrnwheel: failed: line %d of %s is %r, not %r' % (number, sys.argv[1], mine, wanted))
                if len(one) != len(other):
                    sys.exit('nrnwheel: failed: %s has %d lines, not %d' % (sys.argv[1], len(one), len(other)))
                print(len(one), 'lines are the same')
                """, one, other);
    }

    static Check.Run run(Value program, String... words) {
        List<Value> argv = new ArrayList<>(List.of(program));
        Arrays.stream(words).map(Text::new).forEach(argv::add);
        return Check.Run.of(argv);
    }

    static Map<String, Value> variables(String... pairs) {
        Map<String, Value> variables = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], new Text(pairs[i + 1]));
        }
        return variables;
    }
}
