package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first sixteen bytes, {@code e_ident}: how to read the rest.
 *
 * @param wide whether the file is of class 64 rather than 32
 * @param order byte order
 * @param version 1
 * @param osAbi e.g. 0 for System V, 3 for GNU/Linux
 * @param abiVersion version of that ABI
 */
public record ElfIdentification(boolean wide, ByteOrder order, int version, int osAbi, int abiVersion) {
    /** How many bytes it takes. */
    public static final int SIZE = 16;

    /** The four bytes that every ELF file starts with, as one number, most significant byte first. */
    static final int MAGIC = 0x7f454c46;

    static ElfIdentification parse(ByteBuffer content, String name) {
        if (content.limit() < SIZE) {
            throw new ElfException(name, 0, "e_ident", "is cut short: the file has " + content.limit() + " bytes");
        }
        ByteBuffer bytes = content.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (bytes.getInt(0) != MAGIC) {
            throw new ElfException(name, 0, "e_ident", "is not that of an ELF file");
        }
        return new ElfIdentification(
                oneOf(bytes, 4, "EI_CLASS", name) == 2,
                oneOf(bytes, 5, "EI_DATA", name) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                bytes.get(6) & 0xff,
                bytes.get(7) & 0xff,
                bytes.get(8) & 0xff);
    }

    private static int oneOf(ByteBuffer bytes, int index, String field, String name) {
        int value = bytes.get(index) & 0xff;
        if (value != 1 && value != 2) {
            throw new ElfException(name, index, field, "is " + value + ", neither 1 nor 2");
        }
        return value;
    }

    void write(ElfBytes to) {
        to.at(0, "e_ident")
                .u8(0x7f)
                .u8('E')
                .u8('L')
                .u8('F')
                .u8(wide ? 2 : 1)
                .u8(order == ByteOrder.BIG_ENDIAN ? 2 : 1)
                .u8(version)
                .u8(osAbi)
                .u8(abiVersion);
    }
}
