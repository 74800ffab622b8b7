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
        int start = (int) offset;
        if (used.get(start)) {
            return;
        }
        int end = start + strings.rawAt(offset, "a string").length + 1;
        used.set(start, end);
    }

    BitSet bytes() {
        return used;
    }
}
