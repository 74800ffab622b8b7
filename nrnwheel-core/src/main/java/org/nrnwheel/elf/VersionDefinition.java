package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

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

    private static final int SIZE = 20;
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
        List<VersionDefinition> definitions = new ArrayList<>();
        long most = Math.min(number.orElse(Long.MAX_VALUE), from.size() / SIZE);
        long at = start;
        for (long i = 0; i < most; i++) {
            definitions.add(definition(from, at, strings));
            long next = from.u32(at + 16, DEFINITION);
            if (next == 0) {
                break;
            }
            at += next;
        }
        return List.copyOf(definitions);
    }

    private static VersionDefinition definition(ElfBytes from, long at, StringTable strings) {
        int flags = from.u16(at + 2, DEFINITION);
        int index = from.u16(at + 4, DEFINITION);
        int count = from.u16(at + 6, DEFINITION);
        long hash = from.u32(at + 8, DEFINITION);
        List<String> names = names(from, at + from.u32(at + 12, DEFINITION), count, strings);
        return new VersionDefinition(
                names.isEmpty() ? "" : names.get(0),
                names.subList(Math.min(1, names.size()), names.size()),
                index,
                flags,
                hash);
    }

    private static List<String> names(ElfBytes from, long start, int count, StringTable strings) {
        List<String> names = new ArrayList<>();
        long at = start;
        for (int i = 0; i < count; i++) {
            names.add(strings.at(from.u32(at, DEFINITION), "vda_name"));
            long next = from.u32(at + 4, DEFINITION);
            if (next == 0) {
                break;
            }
            at += next;
        }
        return names;
    }
}
