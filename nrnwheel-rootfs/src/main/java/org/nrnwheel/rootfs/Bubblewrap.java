package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.Launcher;
import org.nrnwheel.run.host.Programs;

/**
 * How bubblewrap is called here.
 *
 * @param program the program
 * @param privileges its arguments that say who processes are: root or another user of a user namespace of their own,
 *     whose files belong to the caller outside; or, for a caller who is root, root with the capabilities that container engines
 *     leave it
 */
record Bubblewrap(Path program, List<String> privileges) {
    private static final List<String> CAPABILITIES = List.of(
            "CAP_CHOWN",
            "CAP_DAC_OVERRIDE",
            "CAP_FOWNER",
            "CAP_FSETID",
            "CAP_KILL",
            "CAP_SETGID",
            "CAP_SETUID",
            "CAP_SYS_CHROOT");

    /**
     * Returns the ways in which this caller may call it, the best first; none when it is not here.
     *
     * @param user the number of the user that processes are
     */
    static List<Bubblewrap> ways(Environment environment, int user) {
        Optional<Path> program = Programs.onSystem(environment, "bwrap");
        if (program.isEmpty()) {
            return List.of();
        }
        Bubblewrap own = new Bubblewrap(program.get(), inNamespace(user));
        // A real root may write the caller's files whoever owns them, which one in a namespace may not.
        return user == 0 && callerIsRoot() ? List.of(new Bubblewrap(program.get(), asRoot()), own) : List.of(own);
    }

    private static List<String> inNamespace(int user) {
        String number = String.valueOf(user);
        List<String> words = new ArrayList<>(List.of("--unshare-user", "--uid", number, "--gid", number));
        if (user != 0) {
            words.addAll(List.of("--cap-drop", "ALL"));
        }
        return List.copyOf(words);
    }

    private static List<String> asRoot() {
        List<String> arguments = new ArrayList<>(List.of("--cap-drop", "ALL"));
        CAPABILITIES.forEach(capability -> arguments.addAll(List.of("--cap-add", capability)));
        return List.copyOf(arguments);
    }

    private static boolean callerIsRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new PlatformException("cannot read /proc/self: " + e.getMessage(), "Mount /proc.", e);
        }
    }

    /** Makes a launcher of commands that see these mounts. */
    Launcher launcher(Launcher launcher, List<String> mounts, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(privileges);
        words.addAll(mounts);
        return new RootLauncher(launcher, List.copyOf(words), variables);
    }
}
