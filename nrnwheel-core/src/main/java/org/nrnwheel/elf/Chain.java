package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Structures of which each says how far on the next one is; 0 ends them. They only go forward, so they end. */
final class Chain {
    private Chain() {}

    /** Chains of chains that lie on each other would be longer than the file: no entry is smaller than eight bytes. */
    static void checkTotal(ElfBytes from, List<Long> heads, LongUnaryOperator length, String structure) {
        long total = heads.stream().mapToLong(at -> length.applyAsLong(at)).sum();
        if (total > from.size() / Long.BYTES) {
            throw from.wrong(
                    -1, structure, "is one too many: there are " + total + " in a file of " + from.size() + " bytes");
        }
    }

    /** Returns where they are; the number is bounded by the file's size even when the file says more. */
    static List<Long> positions(ElfBytes from, long start, long number, int nextField, String structure) {
        List<Long> positions = new ArrayList<>();
        long most = Math.min(number, from.size() / Integer.BYTES);
        long at = start;
        while (positions.size() < most) {
            positions.add(at);
            long next = from.u32(at + nextField, structure);
            if (next == 0) {
                break;
            }
            at += next;
        }
        return positions;
    }
}
