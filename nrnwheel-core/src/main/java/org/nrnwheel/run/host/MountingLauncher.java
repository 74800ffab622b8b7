package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nrnwheel.env.Environment;

/**
 * Shows a command the workspace's directory at a path that all workspaces share, by a bind mount that only the command sees
 * (bubblewrap). Compilers then meet the same paths in every job: their caches hit, and products do not differ by them.
 */
final class MountingLauncher implements Launcher {
    private static final List<String> WHOLE_SYSTEM = List.of("--dev-bind", "/", "/");

    private final Launcher launcher;
    private final Bubblewrap bubblewrap;
    private final Roots roots;

    MountingLauncher(Launcher launcher, Bubblewrap bubblewrap, Roots roots) {
        this.launcher = launcher;
        this.bubblewrap = bubblewrap;
        this.roots = roots;
    }

    /**
     * The programs that this needs.
     *
     * @param bwrap bubblewrap
     * @param env coreutils' {@code env}
     */
    record Bubblewrap(Path bwrap, Path env) {
        /** Finds them, if they are there and this user may mount with them. */
        static Optional<Bubblewrap> of(Environment environment) {
            return Programs.onSystem(environment, "bwrap")
                    .filter(bwrap ->
                            new Query(environment).output(words(bwrap, "true")).isPresent())
                    .flatMap(bwrap -> Programs.onSystem(environment, "env").map(env -> new Bubblewrap(bwrap, env)));
        }

        private static List<String> words(Path bwrap, String program) {
            List<String> words = new ArrayList<>(List.of(bwrap.toString()));
            words.addAll(WHOLE_SYSTEM);
            words.add(program);
            return words;
        }
    }

    @Override
    public Process launch(List<String> argv, Map<String, String> environment, Path directory) throws IOException {
        if (!Files.isDirectory(outside(directory))) {
            throw new IOException("no directory " + directory);
        }
        List<String> wrapped = new ArrayList<>(prefix(directory));
        // bubblewrap sets PWD, which the command's environment does not have.
        wrapped.addAll(List.of(bubblewrap.env().toString(), "-u", "PWD", program(argv.get(0), environment, directory)));
        wrapped.addAll(argv.subList(1, argv.size()));
        return launcher.launch(wrapped, environment, roots.base());
    }

    @Override
    public List<String> prefix(Path directory) {
        List<String> words = new ArrayList<>(List.of(bubblewrap.bwrap().toString()));
        words.addAll(WHOLE_SYSTEM);
        words.addAll(List.of(
                "--bind", roots.base().toString(), roots.seen().toString(), "--chdir", directory.toString(), "--"));
        return words;
    }

    /** Looks the program up from outside, so that a missing one is found before bubblewrap says it in its own words. */
    private String program(String word, Map<String, String> environment, Path directory) throws IOException {
        Map<String, String> outside = new TreeMap<>(environment);
        outside.computeIfPresent(
                "PATH",
                (name, path) -> Arrays.stream(path.split(":", -1))
                        .map(entry -> entry.isEmpty()
                                ? entry
                                : outside(Path.of(entry)).toString())
                        .collect(Collectors.joining(":")));
        String looked = word.contains("/") ? outside(Path.of(word)).toString() : word;
        return Programs.resolve(looked, outside, outside(directory))
                .map(found -> moved(Path.of(found), roots.base(), roots.seen()).toString())
                .orElseThrow(() -> Programs.missing(word));
    }

    private Path outside(Path path) {
        return moved(path, roots.seen(), roots.base());
    }

    private static Path moved(Path path, Path from, Path to) {
        return path.startsWith(from) ? to.resolve(from.relativize(path)) : path;
    }
}
