package org.nrnwheel.elf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The symbols for dynamic linking with their versions; read one at a time. */
final class SymbolTable {
    private static final int HIDDEN = 0x8000;

    private final ElfBytes bytes;
    private final StringTable strings;
    private final long start;
    private final long count;
    private final OptionalLong versions;
    private final Map<Integer, Required> required = new HashMap<>();
    private final Map<Integer, String> defined = new HashMap<>();

    private record Required(String library, String version) {}

    SymbolTable(ElfBytes bytes, StringTable strings, long start, long count, OptionalLong versions) {
        this.bytes = bytes;
        this.strings = strings;
        this.start = start;
        this.count = count;
        this.versions = versions;
        bytes.checkSize(start, count * size(bytes.wide()), "DT_SYMTAB");
    }

    SymbolTable with(List<VersionNeed> needs, List<VersionDefinition> definitions) {
        SymbolTable table = new SymbolTable(bytes, strings, start, count, versions);
        needs.forEach(need -> need.versions()
                .forEach(v -> table.required.put(v.index() & ~HIDDEN, new Required(need.library(), v.name()))));
        definitions.stream()
                .filter(definition -> !definition.isBase())
                .forEach(definition -> table.defined.put(definition.index() & ~HIDDEN, definition.name()));
        return table;
    }

    static int size(boolean wide) {
        return wide ? 24 : 16;
    }

    long count() {
        return count;
    }

    /** All but the null symbol, which comes first. */
    Stream<DynamicSymbol> stream() {
        return LongStream.range(1, Math.max(1, count)).mapToObj(this::at);
    }

    /** Where the names are in the strings; the name is the first field of a symbol in both classes. */
    LongStream nameOffsets() {
        return LongStream.range(0, count).map(i -> bytes.u32(start + i * size(bytes.wide()), "st_name"));
    }

    private DynamicSymbol at(long index) {
        Cursor in = bytes.at(start + index * size(bytes.wide()), "a symbol");
        long name = in.u32();
        if (bytes.wide()) {
            int info = in.u8();
            int other = in.u8();
            int section = in.u16();
            return symbol(index, name, in.word(), in.word(), info, other, section);
        }
        long value = in.word();
        long size = in.word();
        int info = in.u8();
        return symbol(index, name, value, size, info, in.u8(), in.u16());
    }

    private DynamicSymbol symbol(long index, long name, long value, long size, int info, int other, int section) {
        int version = versions.isPresent() ? bytes.u16(versions.getAsLong() + 2 * index, "DT_VERSYM") : 0;
        Optional<Required> need = Optional.ofNullable(required.get(version & ~HIDDEN));
        Optional<String> definition = Optional.ofNullable(defined.get(version & ~HIDDEN));
        return new DynamicSymbol(
                strings.at(name, "st_name"),
                need.map(Required::version).or(() -> definition),
                need.map(Required::library),
                (version & HIDDEN) != 0,
                value,
                size,
                info,
                other,
                section);
    }
}
