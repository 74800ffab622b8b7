package org.nrnwheel.elf;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A version that is defined, {@code Verdef}.
 *
 * @param name the version, e.g. {@code GLIBC_2.17}; that of the {@linkplain #isBase base} is the soname
 * @param parents versions that it includes
 * @param index number of the version in the table of symbols' versions
 * @param flags {@code vd_flags}
 * @param hash ELF hash of the name
 */
public record VersionDefinition(String name, List<String> parents, int index, int flags, long hash) {
    /** Flag: stands for the file itself. */
    public static final int VER_FLG_BASE = 1;

    private static final String DEFINITION = "a version definition";

    /** Copies the list. */
    public VersionDefinition {
        parents = List.copyOf(parents);
    }

    /**
     * Says whether it stands for the file itself.
     *
     * @return whether {@link #VER_FLG_BASE} is set
     */
    public boolean isBase() {
        return (flags & VER_FLG_BASE) != 0;
    }

    static List<VersionDefinition> parse(ElfBytes from, long start, OptionalLong number, StringTable strings) {
        Chain.checkTotal(from, positions(from, start, number), at -> from.u16(at + 6, DEFINITION), DEFINITION);
        return positions(from, start, number).stream()
                .map(at -> definition(from, at, strings))
                .toList();
    }

    /** Returns where the fields with names are. */
    static LongStream nameFields(ElfBytes from, long start, OptionalLong number) {
        return positions(from, start, number).stream()
                .flatMap(at -> names(from, at).stream())
                .mapToLong(at -> at);
    }

    private static VersionDefinition definition(ElfBytes from, long at, StringTable strings) {
        List<String> names = names(from, at).stream()
                .map(name -> strings.at(from.u32(name, DEFINITION), "vda_name"))
                .toList();
        return new VersionDefinition(
                names.isEmpty() ? "" : names.get(0),
                names.subList(Math.min(1, names.size()), names.size()),
                from.u16(at + 4, DEFINITION),
                from.u16(at + 2, DEFINITION),
                from.u32(at + 8, DEFINITION));
    }

    private static List<Long> positions(ElfBytes from, long start, OptionalLong number) {
        return Chain.positions(from, start, number.orElse(Long.MAX_VALUE), 16, DEFINITION);
    }

    private static List<Long> names(ElfBytes from, long at) {
        return Chain.positions(from, at + from.u32(at + 12, DEFINITION), from.u16(at + 6, DEFINITION), 4, DEFINITION);
    }
}
