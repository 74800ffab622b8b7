package org.nrnwheel.elf;

/**
 * A relocation for dynamic linking.
 *
 * @param offset the address that is changed
 * @param symbol number of the symbol, or 0
 * @param type what is done; depends on the machine
 * @param addend what is added; 0 where the place itself holds it
 */
record Relocation(long offset, long symbol, long type, long addend) {
    static int size(boolean wide, boolean addends) {
        return (wide ? Long.BYTES : Integer.BYTES) * (addends ? 3 : 2);
    }

    /** By how many bits the number of the symbol stands above the type. */
    static int shift(ElfBytes from) {
        return from.wide() ? 32 : 8;
    }

    static Relocation parse(ElfBytes from, long at, boolean addends) {
        Cursor in = from.at(at, "a relocation");
        long offset = in.word();
        long info = in.word();
        int shift = shift(from);
        return new Relocation(offset, info >>> shift, info & ((1L << shift) - 1), addends ? in.word() : 0);
    }
}
