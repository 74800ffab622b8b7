package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
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
        return new Relocations(bytes, map, entries).tables().flatMap(table -> table.relocations(bytes));
    }

    /** How many symbols there are at least, by the numbers that relocations name: there may be a million of them. */
    static long symbolCount(ElfBytes bytes, AddressMap map, List<DynamicEntry> entries) {
        return new Relocations(bytes, map, entries)
                .tables()
                .mapToLong(table -> table.symbolCount(bytes))
                .max()
                .orElse(0);
    }

    private Stream<Table> tables() {
        boolean addends = value(DynamicEntry.DT_PLTREL).orElse(DynamicEntry.DT_RELA) == DynamicEntry.DT_RELA;
        return Stream.of(
                        table(DynamicEntry.DT_RELA, DynamicEntry.DT_RELASZ, true),
                        table(DynamicEntry.DT_REL, DynamicEntry.DT_RELSZ, false),
                        table(DynamicEntry.DT_JMPREL, DynamicEntry.DT_PLTRELSZ, addends))
                .flatMap(Optional::stream);
    }

    private Optional<Table> table(long addressTag, long sizeTag, boolean addends) {
        OptionalLong address = value(addressTag);
        long size = value(sizeTag).orElse(0);
        if (address.isEmpty() || size == 0) {
            return Optional.empty();
        }
        long start = map.offset(address.getAsLong(), "relocations");
        bytes.checkSize(start, size, "relocations");
        int entry = Relocation.size(bytes.wide(), addends);
        return Optional.of(new Table(start, size / entry, entry, addends));
    }

    private record Table(long start, long count, int entry, boolean addends) {
        Stream<Relocation> relocations(ElfBytes bytes) {
            return LongStream.range(0, count).mapToObj(i -> Relocation.parse(bytes, start + i * entry, addends));
        }

        long symbolCount(ElfBytes bytes) {
            ByteBuffer all = bytes.view(start, count * entry, "relocations");
            int shift = Relocation.shift(bytes);
            long symbols = 0;
            for (int at = bytes.wordSize(); at < all.limit(); at += entry) {
                long info = bytes.wide() ? all.getLong(at) : all.getInt(at) & 0xffffffffL;
                symbols = Math.max(symbols, (info >>> shift) + 1);
            }
            return symbols;
        }
    }

    private OptionalLong value(long tag) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .mapToLong(DynamicEntry::value)
                .findFirst();
    }
}
