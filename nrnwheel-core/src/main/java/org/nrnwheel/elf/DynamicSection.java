package org.nrnwheel.elf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The dynamic section: what the loader is told. Immutable.
 *
 * @param offset where it is in the file
 * @param entries the entries up to the one that ends them, in order
 * @param needed sonames of the libraries that are needed, in order
 * @param soname the library's own name
 * @param rpath paths of {@code DT_RPATH}, joined by colons as they stand
 * @param runpath paths of {@code DT_RUNPATH}, joined by colons as they stand
 */
public record DynamicSection(
        long offset,
        List<DynamicEntry> entries,
        List<String> needed,
        Optional<String> soname,
        Optional<String> rpath,
        Optional<String> runpath) {
    /** Copies the lists. */
    public DynamicSection {
        entries = List.copyOf(entries);
        needed = List.copyOf(needed);
    }

    /**
     * Returns the value of an entry.
     *
     * @param tag which, e.g. {@link DynamicEntry#DT_FLAGS_1}
     * @return the value of the last entry of this tag, which is the one that counts
     */
    public OptionalLong find(long tag) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .mapToLong(DynamicEntry::value)
                .reduce((first, second) -> second);
    }

    /**
     * Says whether code is relocated, so that the file's pages cannot be shared.
     *
     * @return whether {@code DT_TEXTREL} or {@code DF_TEXTREL} is there
     */
    public boolean hasTextRelocations() {
        boolean flagged = (find(DynamicEntry.DT_FLAGS).orElse(0) & DynamicEntry.DF_TEXTREL) != 0;
        return flagged || find(DynamicEntry.DT_TEXTREL).isPresent();
    }

    /**
     * Says whether the file is marked as a position-independent program.
     *
     * @return whether {@code DF_1_PIE} is set; old linkers do not set it
     */
    public boolean isPie() {
        return (find(DynamicEntry.DT_FLAGS_1).orElse(0) & DynamicEntry.DF_1_PIE) != 0;
    }

    static DynamicSection parse(long offset, List<DynamicEntry> entries, StringTable strings) {
        return new DynamicSection(
                offset,
                entries,
                entries.stream()
                        .filter(e -> e.tag() == DynamicEntry.DT_NEEDED)
                        .map(e -> strings.at(e.value(), "DT_NEEDED"))
                        .toList(),
                string(entries, DynamicEntry.DT_SONAME, strings, "DT_SONAME"),
                string(entries, DynamicEntry.DT_RPATH, strings, "DT_RPATH"),
                string(entries, DynamicEntry.DT_RUNPATH, strings, "DT_RUNPATH"));
    }

    private static Optional<String> string(List<DynamicEntry> entries, long tag, StringTable strings, String field) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .reduce((first, second) -> second)
                .map(e -> strings.at(e.value(), field));
    }
}
