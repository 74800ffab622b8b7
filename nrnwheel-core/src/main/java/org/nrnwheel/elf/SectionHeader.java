package org.nrnwheel.elf;

/**
 * A section header, {@code Elf32_Shdr} or {@code Elf64_Shdr}. Programs run without; only linkers and debuggers read it.
 *
 * @param name the section's name; empty when it cannot be read
 * @param nameOffset where the name is in the section of names
 * @param type what it is, {@code sh_type}
 * @param flags {@code sh_flags}
 * @param address where in memory, or 0
 * @param offset where in the file
 * @param size size in bytes
 * @param link index of a section that belongs to it
 * @param info depends on the type
 * @param alignment alignment of the address, in bytes
 * @param entrySize size of an entry of a table, in bytes
 */
public record SectionHeader(
        String name,
        long nameOffset,
        long type,
        long flags,
        long address,
        long offset,
        long size,
        long link,
        long info,
        long alignment,
        long entrySize) {
    /** A symbol table. */
    public static final long SHT_SYMTAB = 2;
    /** Strings. */
    public static final long SHT_STRTAB = 3;
    /** The dynamic section. */
    public static final long SHT_DYNAMIC = 6;
    /** Takes no room in the file. */
    public static final long SHT_NOBITS = 8;
    /** Symbols for dynamic linking. */
    public static final long SHT_DYNSYM = 11;
    /** Version definitions. */
    public static final long SHT_GNU_VERDEF = 0x6ffffffdL;
    /** Version needs. */
    public static final long SHT_GNU_VERNEED = 0x6ffffffeL;
    /** Flag: takes memory when it runs. */
    public static final long SHF_ALLOC = 2;

    static int size(boolean wide) {
        return wide ? 64 : 40;
    }

    static SectionHeader parse(ElfBytes from, long at) {
        Cursor in = from.at(at, "a section header");
        return new SectionHeader(
                "", in.u32(), in.u32(), in.word(), in.word(), in.word(), in.word(), in.u32(), in.u32(), in.word(),
                in.word());
    }

    void write(ElfBytes to, long at) {
        to.at(at, "a section header")
                .u32(nameOffset)
                .u32(type)
                .word(flags)
                .word(address)
                .word(offset)
                .word(size)
                .u32(link)
                .u32(info)
                .word(alignment)
                .word(entrySize);
    }

    SectionHeader named(String found) {
        return new SectionHeader(
                found, nameOffset, type, flags, address, offset, size, link, info, alignment, entrySize);
    }

    /** The same section, referring to others by new numbers. */
    SectionHeader referring(long newLink, long newInfo) {
        return new SectionHeader(
                name, nameOffset, type, flags, address, offset, size, newLink, newInfo, alignment, entrySize);
    }

    SectionHeader moved(long toOffset, long toAddress, long newSize) {
        return new SectionHeader(
                name, nameOffset, type, flags, toAddress, toOffset, newSize, link, info, alignment, entrySize);
    }
}
