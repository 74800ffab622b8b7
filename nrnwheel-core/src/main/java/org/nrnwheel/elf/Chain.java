package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;

/** Structures of which each says how far on the next one is; 0 ends them. They only go forward, so they end. */
final class Chain {
    private Chain() {}

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
