package org.nrnwheel.elf;

import java.util.Comparator;
import java.util.List;

/**
 * Room at the end of the file that is loaded into memory: a segment of its own, or the last one when that is an earlier
 * edit's. For use by one thread.
 */
final class NewSegment {
    private static final long PAGE = 0x1000;
    private static final long LARGE_PAGE = 0x10000;
    private static final long LARGEST_GAP = 16L << 20;
    private static final long PART_ALIGNMENT = 16;

    private final ProgramHeader start;
    private final boolean added;
    private long flags;
    private long size;

    /** Where something is. */
    record Spot(long offset, long address) {}

    private NewSegment(ProgramHeader start, boolean added) {
        this.start = start;
        this.added = added;
        this.size = start.fileSize();
        this.flags = start.flags();
    }

    static NewSegment of(ElfFile file) {
        List<ProgramHeader> loads = file.programHeaders().stream()
                .filter(h -> h.type() == ProgramHeader.PT_LOAD)
                .sorted(Comparator.comparingLong(ProgramHeader::address))
                .toList();
        if (loads.isEmpty()) {
            throw file.bytes().wrong(-1, "the program headers", "have no segment that is loaded");
        }
        ProgramHeader last = loads.get(loads.size() - 1);
        return isOfAnEdit(file, last) ? new NewSegment(last, false) : new NewSegment(fresh(file, loads), true);
    }

    /** Such a segment ends with the file, holds the program headers, and can grow. */
    private static boolean isOfAnEdit(ElfFile file, ProgramHeader last) {
        long headers = file.header().programOffset();
        return !last.isExecutable()
                && last.fileSize() == last.memorySize()
                && last.offset() + last.fileSize() == file.size()
                && headers >= last.offset();
    }

    /**
     * A segment behind all others in file and memory. Linux before 5.18 takes the first segment's distance between address
     * and offset for that of the program headers, so in programs this one has the same.
     */
    private static ProgramHeader fresh(ElfFile file, List<ProgramHeader> loads) {
        long page = page(file.header().machine());
        long end = loads.stream()
                .mapToLong(h -> h.address() + h.memorySize())
                .max()
                .orElse(0);
        long offset = up(file.size(), page);
        long address = up(end + distance(file), page);
        if (isProgram(file)) {
            address = up(end, page);
            long distance = loads.get(0).address() - loads.get(0).offset();
            offset = Math.max(offset, address - distance);
            address = offset + distance;
        }
        return new ProgramHeader(ProgramHeader.PT_LOAD, ProgramHeader.PF_R, offset, address, address, 0, 0, page);
    }

    /**
     * Elfutils takes a relocation for one of this segment when it is closer before it than its symbol is large. Addresses cost
     * nothing, so libraries stay that far away.
     */
    private static long distance(ElfFile file) {
        long largest = file.symbols().mapToLong(DynamicSymbol::size).max().orElse(0);
        return Math.min(LARGEST_GAP, Math.max(0, largest));
    }

    private static boolean isProgram(ElfFile file) {
        return file.header().type() == ElfHeader.ET_EXEC
                || file.segment(ProgramHeader.PT_INTERP).isPresent();
    }

    /** The largest page that systems of a machine use. */
    private static long page(int machine) {
        return switch (machine) {
            case ElfMachine.EM_PPC64, ElfMachine.EM_ARM, ElfMachine.EM_AARCH64, ElfMachine.EM_LOONGARCH -> LARGE_PAGE;
            default -> PAGE;
        };
    }

    /** Whether the segment is one more than the file had. */
    boolean isAdded() {
        return added;
    }

    /** Takes room at the end. */
    Spot take(long bytes) {
        long at = up(size, PART_ALIGNMENT);
        size = at + bytes;
        return new Spot(start.offset() + at, start.address() + at);
    }

    /** Takes room for what the loader writes to: the dynamic section. */
    Spot takeWritable(long bytes) {
        flags |= ProgramHeader.PF_W;
        return take(bytes);
    }

    ProgramHeader before() {
        return start;
    }

    ProgramHeader header() {
        return start.withFlags(flags).moved(start.offset(), start.address(), size);
    }

    /** Size of the file with it. */
    long end() {
        return start.offset() + size;
    }

    private static long up(long value, long alignment) {
        return (value + alignment - 1) & -alignment;
    }
}
