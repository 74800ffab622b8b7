package org.nrnwheel.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.nrnwheel.platform.PlatformException;

/**
 * A source tree on its way into the engine's memory, which the engine's own unpacking does not reach. It is sent once, as an archive
 * in the volume of the caches; each job of that tree unpacks it. Used by one thread.
 */
final class SharedTree {
    private static final String TAKEN = "taken";

    /**
     * Unpacks the archive $1, a directory of its parts, in $2. One that is withdrawn meanwhile, or cannot be read, is as good as
     * none: it is sent again.
     */
    private static final String TAKE = """
            failed=
            if [ -d "$1" ]; then
                touch "$1"
                { cat "$1"/* || mv "$1" "$1.$$"; } | tar --extract --file=- --directory="$2" --no-same-owner || failed=$?
            fi
            if [ -d "$1" ]; then
                [ -z "$failed" ] || exit "$failed"
                echo taken
            fi
            """;

    /** Gives what was sent, $3, its name, where no other job was quicker, and withdraws what no job took for an hour. */
    private static final String SHARE = """
            find "$4" -mindepth 1 -maxdepth 1 -mmin +60 2>/dev/null | while read -r old; do
                mv "$old" "$3.old" && rm -rf "$3.old"
            done
            mv -T "$3" "$1" 2>/dev/null || rm -rf "$3"
            """;

    private final JobContainer container;
    private final String archive;
    private final String directory;
    private final String sent;

    /**
     * Makes it.
     *
     * @param key equal for equal trees only
     * @param directory where it is in the container
     */
    SharedTree(JobContainer container, String key, String directory) {
        this.container = container;
        this.archive = ContainerPaths.TREES + "/" + key;
        this.directory = directory;
        this.sent = archive + "." + UUID.randomUUID();
    }

    /** Unpacks it, where a job has sent it before. */
    boolean take() {
        return run(TAKE, archive, directory);
    }

    /** Where parts are sent to. */
    String sent() {
        return sent;
    }

    /** Lets further jobs have what was sent, and unpacks it. */
    void shareAndTake() {
        if (!run(SHARE + TAKE, archive, directory, sent, ContainerPaths.TREES)) {
            throw new PlatformException(
                    "the source tree went while it was copied into the container",
                    "Run the build again; do not clean the caches while it runs.",
                    null);
        }
    }

    private boolean run(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, "nrnwheel"));
        argv.addAll(List.of(arguments));
        try {
            return container.run(argv, List.of()).strip().equals(TAKEN);
        } catch (PlatformException e) {
            String full = container.memory().full(container).orElseThrow(() -> e);
            throw new PlatformException(
                    "cannot copy into the container: " + full, "Give tmpfs more memory, or write tmpfs=0.", e);
        }
    }
}
