package org.nrnwheel.elf;

/**
 * A program header, {@code Elf32_Phdr} or {@code Elf64_Phdr}: a segment of the file.
 *
 * @param type what it is, {@code p_type}
 * @param flags may it be executed, written, read, {@code p_flags}
 * @param offset where in the file
 * @param address where in memory
 * @param physicalAddress what the file says of physical memory; unused
 * @param fileSize size in the file, in bytes
 * @param memorySize size in memory, in bytes
 * @param alignment alignment of offset and address, in bytes
 */
public record ProgramHeader(
        long type,
        long flags,
        long offset,
        long address,
        long physicalAddress,
        long fileSize,
        long memorySize,
        long alignment) {
    /** An entry that is not used. */
    public static final long PT_NULL = 0;
    /** Loaded into memory. */
    public static final long PT_LOAD = 1;
    /** The dynamic section. */
    public static final long PT_DYNAMIC = 2;
    /** The program interpreter's path. */
    public static final long PT_INTERP = 3;
    /** Notes. */
    public static final long PT_NOTE = 4;
    /** The program headers themselves. */
    public static final long PT_PHDR = 6;
    /** Thread-local storage. */
    public static final long PT_TLS = 7;
    /** The unwinder's index. */
    public static final long PT_GNU_EH_FRAME = 0x6474e550L;
    /** How the stack is to be. */
    public static final long PT_GNU_STACK = 0x6474e551L;
    /** What becomes read-only after relocation. */
    public static final long PT_GNU_RELRO = 0x6474e552L;
    /** GNU properties. */
    public static final long PT_GNU_PROPERTY = 0x6474e553L;
    /** Flag: may be executed. */
    public static final long PF_X = 1;
    /** Flag: may be written. */
    public static final long PF_W = 2;
    /** Flag: may be read. */
    public static final long PF_R = 4;

    /**
     * Says whether the segment may be executed.
     *
     * @return whether {@link #PF_X} is set
     */
    public boolean isExecutable() {
        return (flags & PF_X) != 0;
    }

    /**
     * Says whether the segment may be written.
     *
     * @return whether {@link #PF_W} is set
     */
    public boolean isWritable() {
        return (flags & PF_W) != 0;
    }

    static int size(boolean wide) {
        return wide ? 56 : 32;
    }

    static ProgramHeader parse(ElfBytes from, long at) {
        Cursor in = from.at(at, "a program header");
        long type = in.u32();
        if (from.wide()) {
            long flags = in.u32();
            return new ProgramHeader(type, flags, in.word(), in.word(), in.word(), in.word(), in.word(), in.word());
        }
        long offset = in.word();
        long address = in.word();
        long physical = in.word();
        long fileSize = in.word();
        long memorySize = in.word();
        long flags = in.u32();
        return new ProgramHeader(type, flags, offset, address, physical, fileSize, memorySize, in.word());
    }

    void write(ElfBytes to, long at) {
        Cursor out = to.at(at, "a program header").u32(type);
        if (to.wide()) {
            out.u32(flags);
        }
        out.word(offset).word(address).word(physicalAddress).word(fileSize).word(memorySize);
        if (!to.wide()) {
            out.u32(flags);
        }
        out.word(alignment);
    }

    /** Whether an address lies in the part that the file holds. */
    boolean holds(long wanted) {
        return wanted >= address && wanted - address < fileSize;
    }

    ProgramHeader withFlags(long changed) {
        return new ProgramHeader(type, changed, offset, address, physicalAddress, fileSize, memorySize, alignment);
    }

    /** The same segment elsewhere: its physical address goes with it. */
    ProgramHeader moved(long toOffset, long toAddress, long size) {
        return new ProgramHeader(type, flags, toOffset, toAddress, toAddress, size, size, alignment);
    }
}
