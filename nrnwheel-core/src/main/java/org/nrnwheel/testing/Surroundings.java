package org.nrnwheel.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Text;

/**
 * What an interpreter says of where it is installed, and who runs it.
 *
 * @param prefix its {@code sys.prefix}
 * @param scripts where it puts programs
 * @param executable its program
 * @param pip whether it has pip
 * @param root whether it runs as root, who may write everywhere
 * @param setpriv whether util-linux's {@code setpriv} is there
 */
record Surroundings(String prefix, String scripts, String executable, boolean pip, boolean root, boolean setpriv) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PROGRAM = """
            import os, sys, sysconfig
            try:
                import pip
                pip = 'yes'
            except ImportError:
                pip = 'no'
            setpriv = any(os.access(os.path.join(d, 'setpriv'), os.X_OK) for d in os.get_exec_path())
            print('site:prefix:' + sys.prefix)
            print('site:scripts:' + sysconfig.get_path('scripts'))
            print('site:executable:' + os.path.realpath(sys.executable))
            print('site:pip:' + pip)
            print('site:root:' + ('yes' if os.geteuid() == 0 else 'no'))
            print('site:setpriv:' + ('yes' if setpriv else 'no'))
            """;

    static Check.Run run(String interpreter) {
        return Check.Run.of(new Text(interpreter), new Text("-c"), new Text(PROGRAM))
                .expecting("^site:prefix:", "^site:setpriv:");
    }

    static Duration timeLimit() {
        return LIMIT;
    }

    static Surroundings read(List<String> lines) {
        Map<String, String> facts = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("site")) {
                facts.put(parts[1], parts[2]);
            }
        }
        return new Surroundings(
                facts.getOrDefault("prefix", ""),
                facts.getOrDefault("scripts", ""),
                facts.getOrDefault("executable", ""),
                "yes".equals(facts.get("pip")),
                "yes".equals(facts.get("root")),
                "yes".equals(facts.get("setpriv")));
    }
}
