package org.nrnwheel.docker;

import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;

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

    /** What a directory may take of the engine's memory at most; few take a tenth of that. */
    private static final int SHARE = 4;
    /** Where there is less, or the tree is a greater part of it, the files are on the disk. */
    private static final long LEAST_MEMORY = 12L << 30;

    private static final int TREE_SHARE = 64;
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

    /** Decides for a job: by what the user wants, else by the engine's memory. */
    static MemoryFiles of(Engine engine, ContainerSettings settings, WorkspaceRequest request) {
        if (settings.mountSource()) {
            return NONE;
        }
        long limit = settings.tmpfs().orElseGet(() -> usual(engine, settings, request));
        return limit == 0 ? NONE : new MemoryFiles(limit, Set.of(settings.source(), ContainerPaths.ENVIRONMENT));
    }

    private static long usual(Engine engine, ContainerSettings settings, WorkspaceRequest request) {
        long memory = memory(engine);
        return fits(memory, settings, request) ? memory / SHARE : 0;
    }

    private static boolean fits(long memory, ContainerSettings settings, WorkspaceRequest request) {
        // A limit of the container's memory counts such files too.
        return memory >= LEAST_MEMORY
                && settings.memory().isEmpty()
                && request.source()
                        .filter(source -> size(source) > memory / TREE_SHARE)
                        .isEmpty();
    }

    private static long memory(Engine engine) {
        Info info = engine.call(
                "ask the engine for its memory", () -> engine.client().infoCmd().exec());
        return Optional.ofNullable(info.getMemTotal()).orElse(0L);
    }

    /** A tree that cannot be read fails when it is copied. */
    private static long size(SourceSnapshot source) {
        long[] size = {0};
        try {
            Files.walkFileTree(source.tree().directory(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes seen) {
                    return source.excluded().contains(directory)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                    size[0] += seen.size();
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
        return size[0];
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
