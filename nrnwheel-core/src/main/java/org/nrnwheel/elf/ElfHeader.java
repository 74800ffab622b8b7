package org.nrnwheel.elf;

/**
 * The file header, {@code Elf32_Ehdr} or {@code Elf64_Ehdr}, as it stands in the file.
 *
 * @param identification class, byte order, ABI
 * @param type what kind of file, {@code e_type}
 * @param machine what it runs on, {@code e_machine}
 * @param version 1
 * @param entry address where a program starts, or 0
 * @param programOffset where the program headers are
 * @param sectionOffset where the section headers are, or 0
 * @param flags processor's flags, {@code e_flags}
 * @param headerSize size of this header in bytes
 * @param programEntrySize size of a program header in bytes
 * @param programCount how many program headers; 0xffff says that the first section header holds the count
 * @param sectionEntrySize size of a section header in bytes
 * @param sectionCount how many section headers; 0 with an offset says that the first section header holds the count
 * @param sectionNames index of the section with the names; 0xffff says that the first section header holds it
 */
public record ElfHeader(
        ElfIdentification identification,
        int type,
        int machine,
        long version,
        long entry,
        long programOffset,
        long sectionOffset,
        long flags,
        int headerSize,
        int programEntrySize,
        int programCount,
        int sectionEntrySize,
        int sectionCount,
        int sectionNames) {
    /** {@code e_type} of an object file ({@code .o}). */
    public static final int ET_REL = 1;
    /** {@code e_type} of a program at a fixed address. */
    public static final int ET_EXEC = 2;
    /** {@code e_type} of a shared library or a position-independent program. */
    public static final int ET_DYN = 3;
    /** {@code e_type} of a core dump. */
    public static final int ET_CORE = 4;

    /** Says that a count or index stands in the first section header. */
    static final int EXTENDED = 0xffff;

    static int size(boolean wide) {
        return wide ? 64 : 52;
    }

    static ElfHeader parse(ElfBytes from, ElfIdentification identification) {
        from.checkSize(0, size(from.wide()), "the file header");
        Cursor in = from.at(ElfIdentification.SIZE, "the file header");
        return new ElfHeader(
                identification,
                in.u16(),
                in.u16(),
                in.u32(),
                in.word(),
                in.word(),
                in.word(),
                in.u32(),
                in.u16(),
                in.u16(),
                in.u16(),
                in.u16(),
                in.u16(),
                in.u16());
    }

    void write(ElfBytes to) {
        identification.write(to);
        to.at(ElfIdentification.SIZE, "the file header")
                .u16(type)
                .u16(machine)
                .u32(version)
                .word(entry)
                .word(programOffset)
                .word(sectionOffset)
                .u32(flags)
                .u16(headerSize)
                .u16(programEntrySize)
                .u16(programCount)
                .u16(sectionEntrySize)
                .u16(sectionCount)
                .u16(sectionNames);
    }

    /** The same header with other sections. */
    ElfHeader withSections(long offset, int count, int names) {
        return new ElfHeader(
                identification,
                type,
                machine,
                version,
                entry,
                programOffset,
                offset,
                flags,
                headerSize,
                programEntrySize,
                programCount,
                sectionEntrySize,
                count,
                names);
    }

    /** The same header with its tables elsewhere. */
    ElfHeader withTables(long programs, int count, long sections) {
        return new ElfHeader(
                identification,
                type,
                machine,
                version,
                entry,
                programs,
                sections,
                flags,
                headerSize,
                programEntrySize,
                count,
                sectionEntrySize,
                sectionCount,
                sectionNames);
    }
}
