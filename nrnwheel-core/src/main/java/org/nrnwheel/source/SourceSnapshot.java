package org.nrnwheel.source;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a job's own copy of the source is made of: uncommitted files, {@code .git} and filled submodules included.
 *
 * @param tree the user's tree, which is only read
 * @param excluded directories in it that are left out, absolute: a wheelhouse inside the tree
 * @param state hash of the content, hexadecimal SHA-256
 */
public record SourceSnapshot(SourceTree tree, Set<Path> excluded, String state) {
    /**
     * Copies the set.
     */
    public SourceSnapshot {
        excluded = Set.copyOf(excluded);
    }
}
