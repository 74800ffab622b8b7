package org.nrnwheel.run.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.env.Environment;

/**
 * Starts processes on this host, each in a session of its own where {@code setsid} is there.
 *
 * <p>It stands on {@link ProcessBuilder}, not on commons-exec: that hides the process's id, by which a session is found
 * again, and its watchdog ends the child alone, never the tree.
 */
public final class HostLauncher implements Launcher {
    private final Optional<String> setsid;

    private HostLauncher(Optional<String> setsid) {
        this.setsid = setsid;
    }

    /**
     * Makes the launcher.
     *
     * @param environment says where {@code setsid} is
     * @return the launcher
     */
    public static HostLauncher of(Environment environment) {
        return new HostLauncher(Programs.onSystem(environment, "setsid").map(Path::toString));
    }

    @Override
    public Process launch(List<String> argv, Map<String, String> environment, Path directory) throws IOException {
        List<String> whole = new ArrayList<>();
        // Not a group leader yet, so setsid needs no fork: the process keeps its id and leads the session.
        setsid.ifPresent(whole::add);
        // The JVM would look a bare name up on its own PATH, not on the command's.
        whole.add(
                Programs.resolve(argv.get(0), environment, directory).orElseThrow(() -> Programs.missing(argv.get(0))));
        whole.addAll(argv.subList(1, argv.size()));
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
