package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * {@code nrnivmodl} as users call it: by the interpreter's compiler, by each gcc and clang of the machine, and in a directory
 * whose path has a space and letters beyond ASCII. What is compiled is used afterwards.
 */
final class NeuronCompilersSuite extends SurveyedSuite {
    private static final String COMPILERS = "compilers";
    private static final String PREFIX = "compiler.";
    private static final String ODD = "my models é";
    /* Makes a directory for each compiler, and names them. */
    private static final String MAKE = """
            import os, sys
            for name in sys.argv[1:]:
                print('compiler', name)
                os.mkdir(name)
            if not sys.argv[1:]:
                sys.exit('no gcc or clang on PATH')
            """;
    private static final String COPY = """
            import os, shutil, sys
            os.mkdir(sys.argv[2])
            shutil.copytree(sys.argv[1], os.path.join(sys.argv[2], 'mod files é'))
            """;
    /* The compiler signs each object, in the section .comment; the library also holds the system's, made by another. */
    private static final String SIGNED = """
            import glob, re, sys
            objects = sorted(glob.glob('*/*.o'))
            for name in objects:
                text = open(name, 'rb').read().decode('latin-1')
                said = re.findall(r'GCC: [^\\0]+|[^\\0]*clang version [^\\0]+', text)
                print(name, 'was made by', said)
                if not said or not all(re.search(sys.argv[1], one) for one in said):
                    sys.exit('nrnwheel: failed: %s was made by %s, not by %s' % (name, said, sys.argv[1]))
            if not objects:
                sys.exit('nrnwheel: failed: nrnivmodl left no object')
            """;
    /* Absolute paths in the installed makefile that are not on this machine. */
    private static final String LEAKS = """
            import os, re, sys
            made = [os.path.join(top, name) for top, _, names in os.walk(sys.argv[1])
                    for name in names if name == 'nrnmech_makefile']
            if not made:
                sys.exit('nrnwheel: failed: the wheel has no nrnmech_makefile')
            leaks = set()
            for file in made:
                for number, line in enumerate(open(file), 1):
                    code = line.split('#')[0]
                    for path in re.findall(r'(?<![\\w.$)}])/[\\w.+-]+(?:/[\\w.+-]+)+', code):
                        if not os.path.exists(path) and not path.startswith('/usr/bin/'):
                            leaks.add('line %d: %s' % (number, path))
            print(made[0], sorted(leaks))
            if leaks:
                sys.exit('nrnwheel: failed: %s names what is on the machine that built the wheel: %s'
                         % (os.path.relpath(made[0], sys.argv[1]), ', '.join(sorted(leaks))))
            """;

    NeuronCompilersSuite() {
        super("neuron-compilers", "neuron,compilers");
    }

    @Override
    public List<Check> checks(Subject subject) {
        NeuronTools tools = new NeuronTools(subject);
        List<Check> checks = new ArrayList<>(List.of(leaks(tools), byDefault(tools), oddPath(tools), listed(tools)));
        new TreeMap<>(subject.facts()).forEach((fact, value) -> {
            if (fact.startsWith(PREFIX)) {
                checks.add(by(fact.substring(PREFIX.length()), value.split(" ", 3), tools));
            }
        });
        checks.replaceAll(check -> check.unless(new NeuronGates(subject).compilers()));
        return checks;
    }

    private static Check leaks(NeuronTools tools) {
        return Check.of(
                "makefile-paths",
                NeuronTools.SHORT,
                tools.python(LEAKS, tools.subject().environment()));
    }

    /** The interpreter's compiler, which NEURON takes when neither CC nor CXX is set. */
    private static Check byDefault(NeuronTools tools) {
        return Check.of(
                        "compiler-default",
                        NeuronTools.LONG,
                        compileAndUse(tools, tools.subject().inputs(), "", Map.of()))
                .needing(Tools.MAKE, Tools.CXX);
    }

    private static Check oddPath(NeuronTools tools) {
        List<Check.Run> runs =
                new ArrayList<>(List.of(tools.python(COPY, tools.subject().inputs(), new Text(ODD))));
        runs.addAll(List.of(compileAndUse(tools, new Text("mod files é"), ODD, Map.of())));
        return Check.of("compiler-odd-path", NeuronTools.LONG, runs.toArray(Check.Run[]::new))
                .needing(Tools.MAKE, Tools.CXX);
    }

    private static Check listed(NeuronTools tools) {
        Value[] names = tools.subject().facts().keySet().stream()
                .filter(fact -> fact.startsWith(PREFIX))
                .sorted()
                .map(fact -> new Text(fact.substring(PREFIX.length())))
                .toArray(Value[]::new);
        return Check.of(COMPILERS, NeuronTools.SHORT, tools.python(MAKE, names)).needing(Tools.MAKE);
    }

    private static Check by(String name, String[] paths, NeuronTools tools) {
        Map<String, Value> environment = new TreeMap<>(NeuronTools.variables("CC", paths[0], "CXX", paths[1]));
        List<Check.Run> runs =
                new ArrayList<>(List.of(compileAndUse(tools, tools.subject().inputs(), name, environment)));
        String signature = name.startsWith("gcc") ? "GCC: .*" : "clang version ";
        String major = name.replaceFirst("^[a-z]+-?", "");
        runs.add(1, tools.python(SIGNED, new Text(signature + "\\b" + major)).in(name));
        return Check.of(PREFIX.replace('.', '-') + name, NeuronTools.LONG, runs.toArray(Check.Run[]::new))
                .after(COMPILERS);
    }

    private static Check.Run[] compileAndUse(
            NeuronTools tools, Value mods, String directory, Map<String, Value> environment) {
        return new Check.Run[] {
            tools.nrnivmodl(mods).in(directory).with(environment),
            tools.hocInsert(tools.special()).in(directory),
            tools.pythonInsert().in(directory)
        };
    }
}
