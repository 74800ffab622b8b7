package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nrnwheel.elf.ProgramHeader;

/** Looks for segments that no loader can map as they stand: what tools that edit ELF files got wrong. */
final class SegmentChecks {
    private final List<ProgramHeader> loads;
    private final List<ElfFacts.SegmentProblem> problems = new ArrayList<>();

    SegmentChecks(List<ProgramHeader> headers) {
        this.loads = headers.stream()
                .filter(header -> header.type() == ProgramHeader.PT_LOAD)
                .toList();
    }

    List<ElfFacts.SegmentProblem> problems() {
        loads.forEach(this::alignment);
        List<ProgramHeader> byAddress = loads.stream()
                .sorted((a, b) -> Long.compareUnsigned(a.address(), b.address()))
                .toList();
        for (int i = 1; i < byAddress.size(); i++) {
            overlap(byAddress.get(i - 1), byAddress.get(i));
        }
        if (!loads.equals(byAddress)
                && !loads.stream()
                        .sorted(Comparator.comparingLong(ProgramHeader::address))
                        .toList()
                        .equals(loads)) {
            add("overlapping-segments", "its loaded segments are not in the order of their addresses");
        }
        return problems;
    }

    private void alignment(ProgramHeader load) {
        long alignment = load.alignment();
        if (alignment <= 1) {
            return;
        }
        if (Long.bitCount(alignment) != 1) {
            add("misaligned-segment", "a segment's alignment, " + hex(alignment) + ", is no power of two");
        } else if ((load.address() - load.offset()) % alignment != 0) {
            add(
                    "misaligned-segment",
                    "the segment at offset " + hex(load.offset()) + " is loaded to " + hex(load.address())
                            + ", which differs in the page");
        }
    }

    private void overlap(ProgramHeader lower, ProgramHeader upper) {
        long end = lower.address() + lower.memorySize();
        if (Long.compareUnsigned(end, upper.address()) > 0) {
            add(
                    "overlapping-segments",
                    "the segments at " + hex(lower.address()) + " and " + hex(upper.address()) + " overlap in memory");
        }
    }

    private void add(String id, String text) {
        problems.add(new ElfFacts.SegmentProblem(id, text));
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
