package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * What the interpreter says of itself and of the machine, before anything is installed.
 *
 * @param version its version
 * @param machine the CPU as {@code uname -m} names it
 * @param missing by tool, why it cannot be used
 */
record Probe(String version, String machine, Map<String, String> missing) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /* Makes the directories that follow, and looks for the tools just as the checked programs do. */
    private static final String PROGRAM = """
            import os, platform, sys
            try:
                from shutil import which
            except ImportError:
                from distutils.spawn import find_executable as which
            from sysconfig import get_config_var
            for directory in sys.argv[1:]:
                if not os.path.isdir(directory):
                    os.makedirs(directory)
            print('probe:version:' + '.'.join(map(str, sys.version_info[:3])))
            print('probe:machine:' + platform.machine())
            def look(tool, command, what):
                words = (command or '').split()
                if not words or not which(words[0]):
                    print('probe:missing:' + tool + ':' + what + ' ' + (words or ['?'])[0] + ' is not on PATH')
            look('c++', os.environ.get('CXX') or get_config_var('CXX') or 'c++', 'the C++ compiler')
            look('gcc', os.environ.get('CC') or 'gcc', 'the C compiler')
            look('make', 'make', 'the program')
            look('perl', 'perl', 'the program')
            """;

    Probe {
        missing = Map.copyOf(missing);
    }

    static Check.Run run(String interpreter, List<Place> directories) {
        List<Value> argv = new ArrayList<>(List.of(new Text(interpreter), new Text("-c"), new Text(PROGRAM)));
        argv.addAll(directories);
        return Check.Run.of(argv).expecting("^probe:version:", "^probe:machine:");
    }

    static Duration timeLimit() {
        return LIMIT;
    }

    static Probe read(List<String> lines) {
        Map<String, String> facts = new TreeMap<>();
        Map<String, String> missing = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(":", 4);
            if (parts.length == 4 && line.startsWith("probe:missing:")) {
                missing.put(parts[2], parts[3]);
            } else if (parts.length == 3 && parts[0].equals("probe")) {
                facts.put(parts[1], parts[2]);
            }
        }
        return new Probe(facts.getOrDefault("version", ""), facts.getOrDefault("machine", ""), missing);
    }
}
