package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.run.host.Launcher;

/**
 * Starts commands in a root. Their environment is the image's, and over it their own. It goes by the environment of bubblewrap, not
 * by its arguments, which everybody on the machine can read.
 */
final class RootLauncher implements Launcher {
    /** What the host's dynamic loader would take for its own. */
    private static final String LOADER = "LD_";

    private static final Path OUTSIDE = Path.of("/");

    private final Launcher launcher;
    private final List<String> words;
    private final Map<String, String> variables;

    /**
     * Makes the launcher.
     *
     * @param launcher starts bubblewrap
     * @param words bubblewrap and its arguments
     * @param variables the image's
     */
    RootLauncher(Launcher launcher, List<String> words, Map<String, String> variables) {
        this.launcher = launcher;
        this.words = words;
        this.variables = variables;
    }

    @Override
    public Process launch(List<String> argv, Map<String, String> environment, Path directory) throws IOException {
        Map<String, String> whole = new TreeMap<>(variables);
        whole.putAll(environment);
        List<String> wrapped = new ArrayList<>(words);
        // bubblewrap sets PWD, which the command's environment does not have.
        wrapped.addAll(List.of("--chdir", directory.toString(), "--", "env", "-u", "PWD"));
        whole.forEach((name, value) -> {
            if (name.startsWith(LOADER)) {
                wrapped.add(name + "=" + value);
            }
        });
        whole.keySet().removeIf(name -> name.startsWith(LOADER));
        wrapped.addAll(argv);
        return launcher.launch(wrapped, whole, OUTSIDE);
    }

    @Override
    public List<String> prefix(Path directory) {
        List<String> prefix = new ArrayList<>(words);
        prefix.add("--clearenv");
        variables.forEach((name, value) -> prefix.addAll(List.of("--setenv", name, value)));
        prefix.addAll(List.of("--chdir", directory.toString(), "--"));
        return prefix;
    }
}
