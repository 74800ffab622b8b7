package org.nrnwheel.elf;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Versions that are needed of one library, {@code Verneed}.
 *
 * @param library soname of the library
 * @param versions what is needed of it
 */
public record VersionNeed(String library, List<RequiredVersion> versions) {
    private static final int LIBRARY_FIELD = 4;
    private static final int NAME_FIELD = 8;
    private static final String NEED = "a version need";
    private static final String VERSION = "a needed version";

    /** Copies the list. */
    public VersionNeed {
        versions = List.copyOf(versions);
    }

    static List<VersionNeed> parse(ElfBytes from, long start, OptionalLong number, StringTable strings) {
        Chain.checkTotal(from, positions(from, start, number), at -> from.u16(at + 2, NEED), VERSION);
        return positions(from, start, number).stream()
                .map(at -> new VersionNeed(
                        strings.at(from.u32(at + LIBRARY_FIELD, NEED), "vn_file"),
                        versions(from, at).stream()
                                .map(version -> version(from, version, strings))
                                .toList()))
                .toList();
    }

    /** Returns where the fields with the libraries' names are. */
    static LongStream libraryFields(ElfBytes from, long start, OptionalLong number) {
        return positions(from, start, number).stream().mapToLong(at -> at + LIBRARY_FIELD);
    }

    /** Returns where the fields with the versions' names are. */
    static LongStream nameFields(ElfBytes from, long start, OptionalLong number) {
        return positions(from, start, number).stream()
                .flatMap(at -> versions(from, at).stream())
                .mapToLong(at -> at + NAME_FIELD);
    }

    private static RequiredVersion version(ElfBytes from, long at, StringTable strings) {
        Cursor in = from.at(at, VERSION);
        long hash = in.u32();
        int flags = in.u16();
        int index = in.u16();
        return new RequiredVersion(strings.at(in.u32(), "vna_name"), index, flags, hash);
    }

    private static List<Long> positions(ElfBytes from, long start, OptionalLong number) {
        return Chain.positions(from, start, number.orElse(Long.MAX_VALUE), 12, NEED);
    }

    private static List<Long> versions(ElfBytes from, long at) {
        return Chain.positions(from, at + from.u32(at + 8, NEED), from.u16(at + 2, NEED), 12, VERSION);
    }
}
