package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The section headers, if they can be read. The loader never looks at them, so a file whose headers are missing or make no
 * sense is still a good file: it has none, and {@code problem} says why.
 */
record SectionTable(List<SectionHeader> sections, Optional<String> problem) {
    static SectionTable parse(ElfBytes from, ElfHeader header) {
        if (header.sectionOffset() == 0) {
            return new SectionTable(List.of(), Optional.empty());
        }
        int size = SectionHeader.size(from.wide());
        if (header.sectionEntrySize() != size) {
            return none("section headers of " + header.sectionEntrySize() + " bytes instead of " + size);
        }
        if (!from.holds(header.sectionOffset(), size)) {
            return none("the section headers begin beyond the file's end");
        }
        SectionHeader first = SectionHeader.parse(from, header.sectionOffset());
        long count = header.sectionCount() == 0 ? first.size() : header.sectionCount();
        if (count < 0 || count > from.size() / size || !from.holds(header.sectionOffset(), count * size)) {
            return none(count + " section headers reach beyond the file's end");
        }
        List<SectionHeader> sections = LongStream.range(0, count)
                .mapToObj(i -> SectionHeader.parse(from, header.sectionOffset() + i * size))
                .toList();
        long names = header.sectionNames() == ElfHeader.EXTENDED ? first.link() : header.sectionNames();
        return new SectionTable(named(from, sections, names), Optional.empty());
    }

    private static List<SectionHeader> named(ElfBytes from, List<SectionHeader> sections, long names) {
        if (names <= 0 || names >= sections.size()) {
            return sections;
        }
        SectionHeader strings = sections.get((int) names);
        if (strings.type() == SectionHeader.SHT_NOBITS || !from.holds(strings.offset(), strings.size())) {
            return sections;
        }
        long left = StringTable.MULTIPLE * from.size();
        List<SectionHeader> named = new ArrayList<>();
        for (SectionHeader section : sections) {
            String name = left > 0 ? name(from, strings, section) : "";
            left -= name.length();
            named.add(section.named(name));
        }
        return List.copyOf(named);
    }

    private static String name(ElfBytes from, SectionHeader strings, SectionHeader section) {
        boolean inside = section.nameOffset() < strings.size()
                && from.u8(strings.offset() + strings.size() - 1, "section names") == 0;
        return inside
                ? from.string(strings.offset() + section.nameOffset(), strings.size() - section.nameOffset(), "sh_name")
                : "";
    }

    private static SectionTable none(String problem) {
        return new SectionTable(List.of(), Optional.of(problem));
    }
}
