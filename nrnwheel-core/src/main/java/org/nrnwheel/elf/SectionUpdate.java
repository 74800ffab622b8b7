package org.nrnwheel.elf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.elf.NewSegment.Spot;

/** Tells the section headers what moved. Programs run without; linkers and debuggers need it. */
record SectionUpdate(
        ElfFile file, ElfBytes out, Optional<Spot> dynamicTo, Optional<Spot> stringsTo, Optional<DynamicEdit> edit) {
    private static final String DYNAMIC_SYMBOL = "_DYNAMIC";

    void write() {
        List<SectionHeader> sections = file.sectionHeaders();
        for (int i = 0; i < sections.size(); i++) {
            long at = file.header().sectionOffset() + (long) i * SectionHeader.size(out.wide());
            SectionHeader section = sections.get(i);
            if (section.type() == SectionHeader.SHT_DYNAMIC && section.address() == dynamicAddress()) {
                dynamicTo.ifPresent(to ->
                        section.moved(to.offset(), to.address(), dynamicSize()).write(out, at));
            } else if (section.type() == SectionHeader.SHT_STRTAB && section.address() == stringsAddress()) {
                stringsTo.ifPresent(to ->
                        section.moved(to.offset(), to.address(), stringsSize()).write(out, at));
            } else if (dynamicTo.isPresent() && isSymbolTable(section)) {
                moveDynamicSymbol(section, sections);
            }
        }
    }

    private static boolean isSymbolTable(SectionHeader section) {
        return section.type() == SectionHeader.SHT_SYMTAB || section.type() == SectionHeader.SHT_DYNSYM;
    }

    private long dynamicAddress() {
        return file.segment(ProgramHeader.PT_DYNAMIC)
                .map(ProgramHeader::address)
                .orElse(-1L);
    }

    private long stringsAddress() {
        return file.dynamic()
                .map(section -> section.find(DynamicEntry.DT_STRTAB).orElse(-1))
                .orElse(-1L);
    }

    private long dynamicSize() {
        return edit.map(e -> (e.entries().size() + 1L) * DynamicEntry.size(out.wide()))
                .orElse(0L);
    }

    private long stringsSize() {
        return edit.map(e -> (long) e.strings().bytes().length).orElse(0L);
    }

    /** A symbol of this name stands for the dynamic section. */
    private void moveDynamicSymbol(SectionHeader table, List<SectionHeader> sections) {
        ElfBytes old = file.bytes();
        if (table.link() >= sections.size() || !old.holds(table.offset(), table.size())) {
            return;
        }
        SectionHeader names = sections.get((int) table.link());
        int entry = SymbolTable.size(out.wide());
        int valueField = out.wide() ? 8 : 4;
        for (long at = table.offset(); at + entry <= table.offset() + table.size(); at += entry) {
            if (old.word(at + valueField, "st_value") == dynamicAddress() && isDynamicSymbol(at, names)) {
                long address = dynamicTo.map(Spot::address).orElse(dynamicAddress());
                out.putWord(at + valueField, address, "st_value");
            }
        }
    }

    private boolean isDynamicSymbol(long symbol, SectionHeader names) {
        ElfBytes old = file.bytes();
        long name = old.u32(symbol, "st_name");
        long at = names.offset() + name;
        byte[] wanted = (DYNAMIC_SYMBOL + "\0").getBytes(StandardCharsets.US_ASCII);
        return name < names.size()
                && old.holds(at, wanted.length)
                && Arrays.equals(old.copy(at, wanted.length, "st_name"), wanted);
    }
}
