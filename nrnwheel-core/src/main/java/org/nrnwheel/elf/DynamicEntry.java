package org.nrnwheel.elf;

/**
 * An entry of the dynamic section, {@code Elf32_Dyn} or {@code Elf64_Dyn}.
 *
 * @param tag what it is, {@code d_tag}
 * @param value a number, an address or an offset into the strings, by the tag
 */
public record DynamicEntry(long tag, long value) {
    /** Ends the section. */
    public static final long DT_NULL = 0;
    /** A library that is needed. */
    public static final long DT_NEEDED = 1;
    /** Size of the relocations of the procedure linkage table. */
    public static final long DT_PLTRELSZ = 2;
    /** Symbol hash table of System V. */
    public static final long DT_HASH = 4;
    /** Strings. */
    public static final long DT_STRTAB = 5;
    /** Symbols. */
    public static final long DT_SYMTAB = 6;
    /** Relocations with addends. */
    public static final long DT_RELA = 7;
    /** Their size. */
    public static final long DT_RELASZ = 8;
    /** Size of the strings. */
    public static final long DT_STRSZ = 10;
    /** The library's own name. */
    public static final long DT_SONAME = 14;
    /** Where libraries are looked for, before LD_LIBRARY_PATH, also those that its libraries need. */
    public static final long DT_RPATH = 15;
    /** Relocations without addends. */
    public static final long DT_REL = 17;
    /** Their size. */
    public static final long DT_RELSZ = 18;
    /** Which kind of relocations the procedure linkage table has. */
    public static final long DT_PLTREL = 20;
    /** Code is relocated. */
    public static final long DT_TEXTREL = 22;
    /** Relocations of the procedure linkage table. */
    public static final long DT_JMPREL = 23;
    /** Where libraries are looked for, after LD_LIBRARY_PATH. */
    public static final long DT_RUNPATH = 29;
    /** Flags. */
    public static final long DT_FLAGS = 30;
    /** A configuration file of Solaris; a string. */
    public static final long DT_CONFIG = 0x6ffffefaL;
    /** Libraries to audit dependencies by; a string. */
    public static final long DT_DEPAUDIT = 0x6ffffefbL;
    /** Libraries to audit by; a string. */
    public static final long DT_AUDIT = 0x6ffffefcL;
    /** Symbol hash table of GNU. */
    public static final long DT_GNU_HASH = 0x6ffffef5L;
    /** Versions of symbols. */
    public static final long DT_VERSYM = 0x6ffffff0L;
    /** More flags. */
    public static final long DT_FLAGS_1 = 0x6ffffffbL;
    /** Version definitions. */
    public static final long DT_VERDEF = 0x6ffffffcL;
    /** Their number. */
    public static final long DT_VERDEFNUM = 0x6ffffffdL;
    /** Version needs. */
    public static final long DT_VERNEED = 0x6ffffffeL;
    /** Their number. */
    public static final long DT_VERNEEDNUM = 0x6fffffffL;
    /** A library that is loaded before; a string. */
    public static final long DT_AUXILIARY = 0x7ffffffdL;
    /** A library that is filtered; a string. */
    public static final long DT_FILTER = 0x7fffffffL;
    /** In {@link #DT_FLAGS}: code is relocated. */
    public static final long DF_TEXTREL = 4;
    /** In {@link #DT_FLAGS_1}: a position-independent program. */
    public static final long DF_1_PIE = 0x08000000L;

    static int size(boolean wide) {
        return wide ? 16 : 8;
    }

    static DynamicEntry parse(ElfBytes from, long at) {
        Cursor in = from.at(at, "a dynamic entry");
        return new DynamicEntry(in.word(), in.word());
    }

    void write(ElfBytes to, long at) {
        to.at(at, "a dynamic entry").word(tag).word(value);
    }

    /** Whether the value is an offset into the strings. */
    boolean isString() {
        return tag == DT_NEEDED
                || tag == DT_SONAME
                || tag == DT_RPATH
                || tag == DT_RUNPATH
                || tag == DT_CONFIG
                || tag == DT_DEPAUDIT
                || tag == DT_AUDIT
                || tag == DT_AUXILIARY
                || tag == DT_FILTER;
    }
}
