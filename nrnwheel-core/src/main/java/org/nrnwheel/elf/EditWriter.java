package org.nrnwheel.elf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.elf.NewSegment.Spot;

/** Lays an edited file out and writes it. */
final class EditWriter {
    private static final long MOST_GROWTH = 256L << 20;

    private final ElfFile file;
    private final ElfBytes old;
    private final List<ProgramHeader> headers;
    private final Optional<DynamicEdit> dynamic;
    private final NewSegment segment;

    /**
     * Prepares an edit.
     *
     * @param file the file as it is
     * @param headers the program headers as they are to be, but for what moves; changed
     * @param dynamic the dynamic section as it is to be
     */
    EditWriter(ElfFile file, List<ProgramHeader> headers, Optional<DynamicEdit> dynamic) {
        this.file = file;
        this.old = file.bytes();
        this.headers = headers;
        this.dynamic = dynamic;
        this.segment = NewSegment.of(file);
    }

    byte[] write() {
        boolean stringsMove = dynamic.filter(d -> d.strings().hasGrown()).isPresent();
        boolean dynamicMoves = dynamic.filter(d -> !fits(d)).isPresent();
        boolean grows = stringsMove
                || dynamicMoves
                || headers.size() > file.programHeaders().size();
        Optional<Spot> headersTo = grows ? takeHeaders() : Optional.empty();
        Optional<Spot> dynamicTo = dynamic.filter(d -> dynamicMoves).map(d -> segment.takeWritable(dynamicSize(d)));
        Optional<Spot> stringsTo = dynamic.filter(d -> stringsMove)
                .map(d -> segment.take(d.strings().bytes().length));
        byte[] edited = Arrays.copyOf(old.copy(0, file.size(), "the file"), size(grows ? segment.end() : file.size()));
        ElfBytes out = old.over(edited);
        if (grows) {
            placeSegment();
        }
        headersTo.ifPresent(this::movePhdr);
        dynamic.ifPresent(edit -> writeDynamic(out, edit, dynamicTo, stringsTo));
        writeHeaders(out, headersTo);
        new SectionUpdate(file, out, dynamicTo, stringsTo, dynamic).write();
        return edited;
    }

    /** A program with much memory that is zero at the start would become as large as that. */
    private int size(long size) {
        if (size > Integer.MAX_VALUE || size - file.size() > Math.max(MOST_GROWTH, file.size())) {
            throw old.wrong(-1, "the edited file", "would have " + size + " bytes instead of " + file.size());
        }
        return (int) size;
    }

    /** The header table moves when it needs one entry more, of the new segment or of the stack. */
    private Optional<Spot> takeHeaders() {
        int count = headers.size() + (segment.isAdded() ? 1 : 0);
        if (count >= ElfHeader.EXTENDED) {
            throw old.wrong(-1, "e_phnum", "would be " + count);
        }
        return count == file.programHeaders().size()
                ? Optional.empty()
                : Optional.of(segment.take((long) count * ProgramHeader.size(old.wide())));
    }

    /** Puts the new segment behind the last that is loaded: their addresses must ascend. */
    private void placeSegment() {
        if (!old.wide() && segment.header().address() + segment.header().memorySize() > 0xffffffffL) {
            throw old.wrong(-1, "the edited file", "would reach beyond the address space");
        }
        if (segment.isAdded()) {
            int last = 0;
            for (int i = 0; i < headers.size(); i++) {
                last = headers.get(i).type() == ProgramHeader.PT_LOAD ? i : last;
            }
            headers.add(last + 1, segment.header());
        } else {
            headers.replaceAll(h -> h.equals(segment.before()) ? segment.header() : h);
        }
    }

    private void movePhdr(Spot to) {
        long size = (long) headers.size() * ProgramHeader.size(old.wide());
        headers.replaceAll(h -> h.type() == ProgramHeader.PT_PHDR ? h.moved(to.offset(), to.address(), size) : h);
    }

    private ProgramHeader dynamicSegment() {
        return file.segment(ProgramHeader.PT_DYNAMIC)
                .orElseThrow(() -> old.wrong(-1, "PT_DYNAMIC", "is missing; there is nothing to edit"));
    }

    /** An entry must remain that ends them. */
    private boolean fits(DynamicEdit edit) {
        long room = dynamicSegment().fileSize() / DynamicEntry.size(old.wide());
        return edit.entries().size() < room;
    }

    private long dynamicSize(DynamicEdit edit) {
        return (edit.entries().size() + 1L) * DynamicEntry.size(old.wide());
    }

    private void writeDynamic(ElfBytes out, DynamicEdit edit, Optional<Spot> dynamicTo, Optional<Spot> stringsTo) {
        ProgramHeader segmentBefore = dynamicSegment();
        List<DynamicEntry> entries =
                stringsTo.map(spot -> edit.entries(spot.address())).orElse(edit.entries());
        long start = dynamicTo.map(Spot::offset).orElse(segmentBefore.offset());
        long room = dynamicTo.isPresent() ? entries.size() + 1L : Math.max(entries.size() + 1L, oldEntries());
        writeEntries(out, start, entries, room);
        dynamicTo.ifPresent(spot -> headers.replaceAll(h ->
                h.type() == ProgramHeader.PT_DYNAMIC ? h.moved(spot.offset(), spot.address(), dynamicSize(edit)) : h));
        edit.libraries().forEach((field, name) -> out.putU32(field, name, "vn_file"));
        writeStrings(out, edit.strings().bytes(), stringsTo);
    }

    private long oldEntries() {
        return file.dynamic().map(section -> section.entries().size()).orElse(0);
    }

    /** What was used before and is no longer becomes entries that end the section. */
    private void writeEntries(ElfBytes out, long start, List<DynamicEntry> entries, long room) {
        for (int i = 0; i < room; i++) {
            DynamicEntry entry = i < entries.size() ? entries.get(i) : new DynamicEntry(DynamicEntry.DT_NULL, 0);
            entry.write(out, start + (long) i * DynamicEntry.size(old.wide()));
        }
    }

    /** The strings' old place is emptied when they move, so that no path that was removed is left there. */
    private void writeStrings(ElfBytes out, byte[] strings, Optional<Spot> to) {
        long before = file.strings().map(StringTable::offset).orElse(0L);
        if (to.isPresent()) {
            int size = file.strings().map(table -> (int) table.size()).orElse(0);
            out.put(before, new byte[size], "DT_STRTAB");
        }
        out.put(to.map(Spot::offset).orElse(before), strings, "DT_STRTAB");
    }

    private void writeHeaders(ElfBytes out, Optional<Spot> movedTo) {
        ElfHeader header = file.header();
        long at = movedTo.map(Spot::offset).orElse(header.programOffset());
        if (movedTo.isPresent()) {
            header.withTables(at, headers.size(), header.sectionOffset()).write(out);
        }
        for (int i = 0; i < headers.size(); i++) {
            headers.get(i).write(out, at + (long) i * ProgramHeader.size(old.wide()));
        }
    }
}
