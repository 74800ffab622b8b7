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

    /**
     * Takes the state of a tree as it is now. The state covers each file's and link's relative path, mode and content, and
     * the directories that are empty; times do not count. Of a repository ({@code .git}, also a submodule's) only what a
     * build can see counts: what HEAD names, the commit it stands for, and the tags, loose or packed. Its index, logs,
     * locks, remote branches and objects change without any meaning for a build, and are left out. Nothing is written.
     * Files are read side by side.
     *
     * @param tree the tree
     * @param excluded directories that are left out, absolute; they may be missing
     * @return the snapshot
     * @throws SourceException when something cannot be read
     */
    public static SourceSnapshot of(SourceTree tree, Set<Path> excluded) {
        Set<Path> real = TreeState.real(excluded);
        return new SourceSnapshot(tree, real, new TreeState(tree.directory(), real).hash());
    }
}
