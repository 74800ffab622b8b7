package org.nrnwheel.diff;

import java.util.Optional;

/**
 * A file that was added, removed, renamed, or has another content or mode. A file of the {@code .dist-info} or {@code
 * .data} directory is the same file whatever version the directory's name has, and an ELF file is the same whatever hash,
 * version or Python its name has.
 *
 * @param before the file in the first wheel, or nothing when it was added
 * @param after the file in the second wheel, or nothing when it was removed
 */
public record FileChange(Optional<FileState> before, Optional<FileState> after) {
    /**
     * Returns where the file is, in the second wheel if it is there.
     *
     * @return its path
     */
    public String path() {
        return after.or(() -> before).orElseThrow().path();
    }

    /**
     * Returns by how much the wheel grew, unpacked.
     *
     * @return bytes; negative when it shrank
     */
    public long growth() {
        return after.map(FileState::size).orElse(0L)
                - before.map(FileState::size).orElse(0L);
    }
}
