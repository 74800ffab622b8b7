package org.nrnwheel.elf;

/**
 * A version that is needed of a library, {@code Vernaux}.
 *
 * @param name e.g. {@code GLIBC_2.17}
 * @param index number of the version in the table of symbols' versions
 * @param flags {@code vna_flags}
 * @param hash ELF hash of the name
 */
public record RequiredVersion(String name, int index, int flags, long hash) {
    /** Flag: the loader only warns when the version is missing. */
    public static final int VER_FLG_WEAK = 2;

    /**
     * Says whether the version may be missing.
     *
     * @return whether {@link #VER_FLG_WEAK} is set
     */
    public boolean isWeak() {
        return (flags & VER_FLG_WEAK) != 0;
    }
}
