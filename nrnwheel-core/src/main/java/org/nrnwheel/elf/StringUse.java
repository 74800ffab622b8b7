package org.nrnwheel.elf;

import java.util.BitSet;
import java.util.stream.LongStream;

/** Who uses which bytes of the strings for dynamic linking. */
final class StringUse {
    private final StringTable strings;
    private final BitSet used = new BitSet();

    StringUse(StringTable strings) {
        this.strings = strings;
        used.set(0);
    }

    StringUse add(LongStream offsets) {
        offsets.forEach(this::add);
        return this;
    }

    private void add(long offset) {
        strings.check(offset, "a string");
        int start = (int) offset;
        if (!used.get(start)) {
            used.set(start, start + strings.rawAt(offset, "a string").length + 1);
        }
    }

    BitSet bytes() {
        return used;
    }
}
