package org.nrnwheel.diff;

import java.util.Optional;

/**
 * An ELF file that was added, removed, or changed in what the loader sees.
 *
 * @param before the file in the first wheel, or nothing when it was added
 * @param after the file in the second wheel, or nothing when it was removed
 * @param needed sonames of the libraries that it needs
 * @param searchPath entries of its search path, each after {@code RPATH} or {@code RUNPATH} and a blank
 * @param exported symbols that other files can use, with {@code @VERSION} when they have one
 * @param undefined symbols that it needs of other files, with {@code @VERSION}; weak ones, which may be missing, are left
 *     out
 */
public record LibraryChange(
        Optional<LibraryState> before,
        Optional<LibraryState> after,
        SetChange needed,
        SetChange searchPath,
        SetChange exported,
        SetChange undefined) {
    /**
     * Returns where the file is, in the second wheel if it is there.
     *
     * @return its path
     */
    public String path() {
        return after.or(() -> before).orElseThrow().path();
    }

    boolean isSame() {
        return before.equals(after)
                && needed.isSame()
                && searchPath.isSame()
                && exported.isSame()
                && undefined.isSame();
    }
}
