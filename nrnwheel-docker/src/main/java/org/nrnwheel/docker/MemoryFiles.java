package org.nrnwheel.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.platform.PlatformException;

/**
 * Which directories of a job are in the engine's memory (tmpfs): the source tree, in which most projects build, and the environment.
 * Their thousands of small files then never reach the engine's disk, where making and removing them takes seconds. Immutable.
 *
 * @param limit what each directory may hold, in bytes; 0 when none is in memory
 * @param directories their paths in the container
 */
record MemoryFiles(long limit, Set<String> directories) {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");
    static final MemoryFiles NONE = new MemoryFiles(0, Set.of());

    private static final String OPTIONS = "rw,exec,nosuid,nodev,mode=755,size=";

    /** Prints the file systems that are full to a hundredth; what failed may have removed its last file. */
    private static final String FULL = """
            df -P "$@" 2>/dev/null | while read -r device size used free percent place; do
                case $percent in 99%|100%) echo "$place" ;; esac
            done | head -n 1
            """;

    MemoryFiles {
        directories = Set.copyOf(directories);
    }

    boolean isEmpty() {
        return directories.isEmpty();
    }

    /** Whether a file is in memory, where the engine's archives do not reach. */
    boolean holds(String path) {
        return directories.stream().anyMatch(directory -> path.startsWith(directory + "/"));
    }

    /** The mounts, as engines take them. */
    Map<String, String> mounts() {
        Map<String, String> mounts = new TreeMap<>();
        directories.forEach(directory -> mounts.put(directory, OPTIONS + limit));
        return mounts;
    }

    /** Which of the directories is full, as a line for people. */
    Optional<String> full(JobContainer container) {
        if (isEmpty()) {
            return Optional.empty();
        }
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", FULL, "nrnwheel"));
        argv.addAll(directories);
        try {
            return Optional.of(container.run(argv, List.of()).strip())
                    .filter(full -> !full.isEmpty())
                    .map(full -> full + " is in memory and full, with its limit of " + (limit >> 20)
                            + " MiB; tmpfs=0 puts it on the engine's disk");
        } catch (PlatformException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container went before it could be asked", e);
            return Optional.empty();
        }
    }
}
