package org.nrnwheel.elf;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The relocations for dynamic linking, of all tables but the one of relative ones ({@code DT_RELR}). */
final class Relocations {
    private final ElfBytes bytes;
    private final AddressMap map;
    private final List<DynamicEntry> entries;

    private Relocations(ElfBytes bytes, AddressMap map, List<DynamicEntry> entries) {
        this.bytes = bytes;
        this.map = map;
        this.entries = entries;
    }

    static Stream<Relocation> of(ElfBytes bytes, AddressMap map, List<DynamicEntry> entries) {
        Relocations all = new Relocations(bytes, map, entries);
        boolean addends = all.value(DynamicEntry.DT_PLTREL).orElse(DynamicEntry.DT_RELA) == DynamicEntry.DT_RELA;
        return Stream.of(
                        all.table(DynamicEntry.DT_RELA, DynamicEntry.DT_RELASZ, true),
                        all.table(DynamicEntry.DT_REL, DynamicEntry.DT_RELSZ, false),
                        all.table(DynamicEntry.DT_JMPREL, DynamicEntry.DT_PLTRELSZ, addends))
                .flatMap(table -> table);
    }

    private Stream<Relocation> table(long addressTag, long sizeTag, boolean addends) {
        OptionalLong address = value(addressTag);
        long size = value(sizeTag).orElse(0);
        if (address.isEmpty() || size == 0) {
            return Stream.empty();
        }
        long start = map.offset(address.getAsLong(), "relocations");
        bytes.checkSize(start, size, "relocations");
        int entry = Relocation.size(bytes.wide(), addends);
        return LongStream.range(0, size / entry).mapToObj(i -> Relocation.parse(bytes, start + i * entry, addends));
    }

    private OptionalLong value(long tag) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .mapToLong(DynamicEntry::value)
                .findFirst();
    }
}
