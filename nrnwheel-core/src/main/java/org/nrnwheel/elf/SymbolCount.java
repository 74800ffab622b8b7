package org.nrnwheel.elf;

import java.util.List;
import java.util.OptionalLong;

/**
 * How many symbols there are for dynamic linking. No entry of the dynamic section says it: the hash tables do, and where a
 * GNU hash table is empty (it leaves undefined symbols out), the section headers or the relocations.
 */
final class SymbolCount {
    private final ElfBytes bytes;
    private final AddressMap map;
    private final List<DynamicEntry> entries;

    SymbolCount(ElfBytes bytes, AddressMap map, List<DynamicEntry> entries) {
        this.bytes = bytes;
        this.map = map;
        this.entries = entries;
    }

    /** The number, with the null symbol; never more than fit into the file behind the table's start. */
    long find(ElfHeader header, List<SectionHeader> sections, long symbols) {
        long room = (bytes.size() - symbols) / SymbolTable.size(bytes.wide());
        OptionalLong hashed = value(DynamicEntry.DT_HASH);
        if (hashed.isPresent()) {
            return checked(fromHash(map.offset(hashed.getAsLong(), "DT_HASH"), header.machine()), room, "nchain");
        }
        OptionalLong gnu = value(DynamicEntry.DT_GNU_HASH);
        long hash = gnu.isPresent() ? fromGnuHash(map.offset(gnu.getAsLong(), "DT_GNU_HASH")) : 0;
        long section = fromSections(sections);
        // Relocations are many: they are asked where the two do not say the same.
        long count = hash == section && hash > 0 ? hash : Math.max(Math.max(hash, section), fromRelocations());
        return checked(count, room, "the symbol count");
    }

    private long checked(long count, long room, String field) {
        if (count < 0 || count > room) {
            throw bytes.wrong(-1, field, "says " + count + " symbols; there is room for " + room);
        }
        return count;
    }

    /** Entries have 64 bits on two architectures. */
    private long fromHash(long at, int machine) {
        boolean large = bytes.wide() && (machine == ElfMachine.EM_S390 || machine == ElfMachine.EM_ALPHA);
        return large ? bytes.u64(at + 8, "nchain") : bytes.u32(at + 4, "nchain");
    }

    /** The last chain begins at the highest bucket and ends with a hash whose lowest bit is set. */
    private long fromGnuHash(long at) {
        long buckets = bytes.u32(at, "nbuckets");
        long first = bytes.u32(at + 4, "symoffset");
        long start = at + 16 + bytes.u32(at + 8, "bloom_size") * bytes.wordSize();
        long highest = 0;
        bytes.checkSize(start, buckets * Integer.BYTES, "DT_GNU_HASH");
        for (long i = 0; i < buckets; i++) {
            highest = Math.max(highest, bytes.u32(start + i * Integer.BYTES, "DT_GNU_HASH"));
        }
        if (highest < first) {
            return first;
        }
        long chain = start + (buckets - first) * Integer.BYTES;
        while ((bytes.u32(chain + highest * Integer.BYTES, "DT_GNU_HASH") & 1) == 0) {
            highest++;
        }
        return highest + 1;
    }

    private long fromSections(List<SectionHeader> sections) {
        long table = value(DynamicEntry.DT_SYMTAB).orElse(-1);
        return sections.stream()
                .filter(s -> s.type() == SectionHeader.SHT_DYNSYM && s.address() == table)
                .mapToLong(s -> s.size() / SymbolTable.size(bytes.wide()))
                .max()
                .orElse(0);
    }

    private long fromRelocations() {
        return Relocations.symbolCount(bytes, map, entries);
    }

    private OptionalLong value(long tag) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .mapToLong(DynamicEntry::value)
                .findFirst();
    }
}
