package org.nrnwheel.elf;

/** Reads or writes the fields of a structure one after the other. */
final class Cursor {
    private final ElfBytes bytes;
    private final String structure;
    private long position;

    Cursor(ElfBytes bytes, long position, String structure) {
        this.bytes = bytes;
        this.position = position;
        this.structure = structure;
    }

    int u8() {
        return bytes.u8(advance(Byte.BYTES), structure);
    }

    int u16() {
        return bytes.u16(advance(Short.BYTES), structure);
    }

    long u32() {
        return bytes.u32(advance(Integer.BYTES), structure);
    }

    long word() {
        return bytes.word(advance(bytes.wordSize()), structure);
    }

    Cursor u8(long value) {
        bytes.putU8(advance(Byte.BYTES), value, structure);
        return this;
    }

    Cursor u16(long value) {
        bytes.putU16(advance(Short.BYTES), value, structure);
        return this;
    }

    Cursor u32(long value) {
        bytes.putU32(advance(Integer.BYTES), value, structure);
        return this;
    }

    Cursor word(long value) {
        bytes.putWord(advance(bytes.wordSize()), value, structure);
        return this;
    }

    private long advance(int size) {
        long at = position;
        position += size;
        return at;
    }
}
