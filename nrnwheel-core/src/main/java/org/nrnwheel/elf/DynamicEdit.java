package org.nrnwheel.elf;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The dynamic section after an edit, and what goes with it.
 *
 * @param entries its entries, without the one that ends them; those of the strings still as they were
 * @param libraries new offsets of libraries' names, by the place of their field in the table of version needs
 * @param strings the strings
 */
record DynamicEdit(List<DynamicEntry> entries, Map<Long, Long> libraries, StringPool strings) {
    static DynamicEdit of(ElfFile file, DynamicSection section, StringTable table, ElfChanges changes) {
        ElfBytes bytes = file.bytes();
        List<DynamicWish> wishes = new DynamicWishes(section, table, changes).list();
        LongStream.Builder kept = LongStream.builder();
        Map<Long, String> renamed = new TreeMap<>();
        needs(file, section).forEach(field -> {
            long old = bytes.u32(field, "vn_file");
            String name = table.at(old, "vn_file");
            String changed = changes.replaced().getOrDefault(name, name);
            if (changed.equals(name)) {
                kept.add(old);
            } else {
                renamed.put(field, changed);
            }
        });
        StringUse use = new StringUse(table)
                .add(wishes.stream().filter(DynamicWish::isKeptString).mapToLong(DynamicWish::value))
                .add(kept.build())
                .add(versionNames(file, section))
                .add(file.symbolTable().stream().flatMapToLong(SymbolTable::nameOffsets));
        StringPool pool = new StringPool(bytes.copy(table.offset(), table.size(), "DT_STRTAB"), use.bytes());
        section.entries().stream().filter(DynamicEntry::isString).forEach(entry -> pool.free(entry.value()));
        renamed.keySet().forEach(field -> pool.free(bytes.u32(field, "vn_file")));
        return new DynamicEdit(entries(wishes, pool), placed(renamed, pool), pool);
    }

    private static List<DynamicEntry> entries(List<DynamicWish> wishes, StringPool pool) {
        return wishes.stream()
                .map(wish -> new DynamicEntry(
                        wish.tag(), wish.text().map(pool::place).orElse(wish.value())))
                .toList();
    }

    private static Map<Long, Long> placed(Map<Long, String> renamed, StringPool pool) {
        Map<Long, Long> placed = new TreeMap<>();
        renamed.forEach((field, name) -> placed.put(field, pool.place(name)));
        return placed;
    }

    private static LongStream needs(ElfFile file, DynamicSection section) {
        OptionalLong start = table(file, section, DynamicEntry.DT_VERNEED);
        return start.isEmpty()
                ? LongStream.empty()
                : VersionNeed.libraryFields(file.bytes(), start.getAsLong(), section.find(DynamicEntry.DT_VERNEEDNUM));
    }

    /** Where names of versions are in the strings. */
    private static LongStream versionNames(ElfFile file, DynamicSection section) {
        ElfBytes bytes = file.bytes();
        LongStream fields = LongStream.empty();
        OptionalLong needs = table(file, section, DynamicEntry.DT_VERNEED);
        if (needs.isPresent()) {
            OptionalLong number = section.find(DynamicEntry.DT_VERNEEDNUM);
            fields = VersionNeed.nameFields(bytes, needs.getAsLong(), number);
        }
        OptionalLong definitions = table(file, section, DynamicEntry.DT_VERDEF);
        if (definitions.isPresent()) {
            OptionalLong number = section.find(DynamicEntry.DT_VERDEFNUM);
            fields = LongStream.concat(fields, VersionDefinition.nameFields(bytes, definitions.getAsLong(), number));
        }
        return fields.map(field -> bytes.u32(field, "the name of a version"));
    }

    private static OptionalLong table(ElfFile file, DynamicSection section, long tag) {
        OptionalLong address = section.find(tag);
        return address.isEmpty() ? address : file.offsetOf(address.getAsLong());
    }

    /** The entries with the strings at another address. */
    List<DynamicEntry> entries(long stringsAddress) {
        return entries.stream()
                .map(entry -> {
                    if (entry.tag() == DynamicEntry.DT_STRTAB) {
                        return new DynamicEntry(entry.tag(), stringsAddress);
                    }
                    return entry.tag() == DynamicEntry.DT_STRSZ
                            ? new DynamicEntry(entry.tag(), strings.bytes().length)
                            : entry;
                })
                .toList();
    }
}
