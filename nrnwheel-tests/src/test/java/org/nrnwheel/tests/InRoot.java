package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs programs by bubblewrap in a root that stays as it is: only {@code /tmp} can be written to, and there is no network. */
record InRoot(Path root) {
    Processes.Result run(Path work, Map<String, String> variables, List<String> argv)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent", "--clearenv"));
        words.addAll(List.of("--setenv", "PATH", "/usr/bin:/bin"));
        variables.forEach((name, value) -> words.addAll(List.of("--setenv", name, value)));
        words.addAll(List.of("--ro-bind", root.toString(), "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        words.addAll(List.of("--bind", work.toString(), "/tmp/work", "--chdir", "/tmp/work"));
        words.addAll(argv);
        return Processes.run(work, Map.of(), words);
    }
}
