package org.nrnwheel.elf;

import java.util.Optional;

/**
 * An entry of the dynamic section as it is to be.
 *
 * @param tag what it is
 * @param value its value, unless it is a new string
 * @param text the new string
 */
record DynamicWish(long tag, long value, Optional<String> text) {
    static DynamicWish kept(DynamicEntry entry) {
        return new DynamicWish(entry.tag(), entry.value(), Optional.empty());
    }

    static DynamicWish text(long tag, String text) {
        return new DynamicWish(tag, 0, Optional.of(text));
    }

    boolean isKeptString() {
        return text.isEmpty() && new DynamicEntry(tag, value).isString();
    }
}
