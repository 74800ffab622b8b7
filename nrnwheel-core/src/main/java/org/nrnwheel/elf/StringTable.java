package org.nrnwheel.elf;

/** The strings for dynamic linking, {@code .dynstr}: each ends with a NUL inside the table. */
record StringTable(ElfBytes bytes, long offset, long size) {
    String at(long index, String field) {
        check(index, field);
        return bytes.string(offset + index, size - index, field);
    }

    byte[] rawAt(long index, String field) {
        check(index, field);
        return bytes.terminated(offset + index, size - index, field);
    }

    void check(long index, String field) {
        if (index < 0 || index >= size) {
            throw bytes.wrong(offset, field, "names string " + index + " of a table of " + size + " bytes");
        }
    }
}
