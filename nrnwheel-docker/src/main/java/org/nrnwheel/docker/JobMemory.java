package org.nrnwheel.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;

/**
 * Decides which files of a platform's jobs are in the engine's memory. What engine, image and tree are like is asked once for all
 * jobs. Safe for use by several threads.
 */
final class JobMemory {
    /** What a directory may take of the engine's memory at most; few take a tenth of that. */
    private static final int SHARE = 4;
    /** Where there is less, or the tree is a greater part of it, the files are on the disk. */
    private static final long LEAST_MEMORY = 12L << 30;

    private static final int TREE_SHARE = 64;

    /** Others do not read the long names of POSIX archives. */
    private static final Pattern GNU_TAR = Pattern.compile("GNU tar");

    private static final List<String> WHICH_TAR = List.of("/bin/sh", "-c", "tar --version 2>&1 || :");

    private final ContainerSettings settings;
    private final Map<SourceSnapshot, TreeFacts> trees = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Long> engineMemory = new AtomicReference<>();
    private final AtomicReference<@Nullable Boolean> unpacks = new AtomicReference<>();

    JobMemory(ContainerSettings settings) {
        this.settings = settings;
    }

    /** Decides for a job: by what the user wants, else by the engine's memory. */
    MemoryFiles files(Engine engine, WorkspaceRequest request) {
        if (settings.mountSource() || Boolean.FALSE.equals(unpacks.get())) {
            return MemoryFiles.NONE;
        }
        long limit = settings.tmpfs().orElseGet(() -> usual(engine, request.source()));
        return limit == 0
                ? MemoryFiles.NONE
                : new MemoryFiles(limit, Set.of(settings.source(), ContainerPaths.ENVIRONMENT));
    }

    /** What is known of a tree. */
    TreeFacts tree(SourceSnapshot source) {
        return trees.computeIfAbsent(source, TreeFacts::of);
    }

    /** Whether the image can fill such memory, which the engine's own unpacking does not reach. */
    boolean unpacks(JobContainer container) {
        Boolean known = unpacks.get();
        if (known == null) {
            known = GNU_TAR.matcher(container.run(WHICH_TAR, List.of())).find();
            unpacks.set(known);
        }
        return known;
    }

    private long usual(Engine engine, Optional<SourceSnapshot> source) {
        // A limit of the container's memory counts such files too.
        long memory = settings.memory().isPresent() ? 0 : memory(engine);
        boolean fits = memory >= LEAST_MEMORY
                && source.filter(tree -> tree(tree).size() > memory / TREE_SHARE)
                        .isEmpty();
        return fits ? memory / SHARE : 0;
    }

    private long memory(Engine engine) {
        Long known = engineMemory.get();
        if (known == null) {
            known = engine.memory();
            engineMemory.set(known);
        }
        return known;
    }
}
