package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small library of any class, byte order and machine, without section headers: it needs {@code libc.so.6} with version
 * {@code GLIBC_2.17} of {@code printf}, defines {@code answer}, and has a search path.
 *
 * @param wide class 64
 * @param order byte order
 * @param machine {@code e_machine}
 * @param flags {@code e_flags}
 * @param page alignment of its segments
 */
record ElfFixture(boolean wide, ByteOrder order, int machine, long flags, int page) {
    static final String RUNPATH = "/build/machine/lib";

    private static final int ROOM = 0x1000;

    /** The architectures of platform tags. */
    static List<ElfFixture> architectures() {
        return List.of(
                new ElfFixture(false, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_386, 0, 0x1000),
                new ElfFixture(true, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_PPC64, 2, 0x10000),
                new ElfFixture(true, ByteOrder.BIG_ENDIAN, ElfMachine.EM_S390, 0, 0x1000),
                new ElfFixture(false, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_ARM, 0x05000400, 0x10000),
                new ElfFixture(true, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_X86_64, 0, 0x1000),
                new ElfFixture(true, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_AARCH64, 0, 0x10000),
                new ElfFixture(true, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_RISCV, 5, 0x1000),
                new ElfFixture(true, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_LOONGARCH, 0x43, 0x10000));
    }

    byte[] write() {
        byte[] file = new byte[page + ROOM];
        ElfBytes out = new ElfBytes(ByteBuffer.wrap(file), wide, order, "fixture");
        Strings strings = new Strings();
        int word = out.wordSize();
        long headers = ElfHeader.size(wide);
        long hash = headers + 5L * ProgramHeader.size(wide);
        boolean largeHash = machine == ElfMachine.EM_S390 && wide;
        long symbols = up(hash + 6L * (largeHash ? 8 : 4));
        long versions = up(symbols + 3L * SymbolTable.size(wide));
        long needs = up(versions + 6);
        long table = up(needs + 32);
        long note = up(table + 256);

        writeHash(out, hash, largeHash);
        writeSymbols(out, symbols, strings);
        out.putU16(versions + 2, 2, "versym");
        out.putU16(versions + 4, 1, "versym");
        writeNeeds(out, needs, strings);
        out.at(note, "note").u32(4).u32(4).u32(ElfNote.NT_GNU_BUILD_ID);
        out.put(note + 12, "GNU\0abcd".getBytes(StandardCharsets.ISO_8859_1), "note");

        List<DynamicEntry> entries = new ArrayList<>(List.of(
                new DynamicEntry(DynamicEntry.DT_NEEDED, strings.add("libc.so.6")),
                new DynamicEntry(DynamicEntry.DT_SONAME, strings.add("libfixture.so.1")),
                new DynamicEntry(DynamicEntry.DT_RUNPATH, strings.add(RUNPATH)),
                new DynamicEntry(DynamicEntry.DT_HASH, hash),
                new DynamicEntry(DynamicEntry.DT_STRTAB, table),
                new DynamicEntry(DynamicEntry.DT_STRSZ, strings.bytes().length),
                new DynamicEntry(DynamicEntry.DT_SYMTAB, symbols),
                new DynamicEntry(DynamicEntry.DT_VERSYM, versions),
                new DynamicEntry(DynamicEntry.DT_VERNEED, needs),
                new DynamicEntry(DynamicEntry.DT_VERNEEDNUM, 1)));
        out.put(table, strings.bytes(), "dynstr");
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).write(out, page + (long) i * DynamicEntry.size(wide));
        }
        long dynamicSize = (entries.size() + 1L) * DynamicEntry.size(wide);
        List<ProgramHeader> segments = List.of(
                segment(ProgramHeader.PT_LOAD, ProgramHeader.PF_R, 0, note + 20, page),
                segment(ProgramHeader.PT_LOAD, ProgramHeader.PF_R | ProgramHeader.PF_W, page, dynamicSize, page),
                segment(ProgramHeader.PT_DYNAMIC, ProgramHeader.PF_R | ProgramHeader.PF_W, page, dynamicSize, word),
                segment(ProgramHeader.PT_NOTE, ProgramHeader.PF_R, note, 20, 4),
                segment(ProgramHeader.PT_GNU_STACK, ProgramHeader.PF_R | ProgramHeader.PF_W, 0, 0, 16));
        for (int i = 0; i < segments.size(); i++) {
            segments.get(i).write(out, headers + (long) i * ProgramHeader.size(wide));
        }
        new ElfHeader(
                        new ElfIdentification(wide, order, 1, 0, 0),
                        ElfHeader.ET_DYN,
                        machine,
                        1,
                        0,
                        headers,
                        0,
                        flags,
                        ElfHeader.size(wide),
                        ProgramHeader.size(wide),
                        segments.size(),
                        SectionHeader.size(wide),
                        0,
                        0)
                .write(out);
        return file;
    }

    ElfFile parse() {
        return ElfFile.parse(ByteBuffer.wrap(write()), toString());
    }

    private static ProgramHeader segment(long type, long flags, long at, long size, long alignment) {
        return new ProgramHeader(type, flags, at, at, at, size, size, alignment);
    }

    private static void writeHash(ElfBytes out, long at, boolean large) {
        long[] words = {1, 3, 1, 0, 2, 0};
        for (int i = 0; i < words.length; i++) {
            if (large) {
                out.putWord(at + 8L * i, words[i], "hash");
            } else {
                out.putU32(at + 4L * i, words[i], "hash");
            }
        }
    }

    private void writeSymbols(ElfBytes out, long at, Strings strings) {
        int size = SymbolTable.size(wide);
        symbol(out, at + size, strings.add("printf"), 0, 0);
        symbol(out, at + 2L * size, strings.add("answer"), 7, 0x40);
    }

    private void symbol(ElfBytes out, long at, int name, int section, long value) {
        int info = DynamicSymbol.STB_GLOBAL << 4 | DynamicSymbol.STT_FUNC;
        Cursor cursor = out.at(at, "symbol").u32(name);
        if (wide) {
            cursor.u8(info).u8(0).u16(section).word(value).word(8);
        } else {
            cursor.word(value).word(8).u8(info).u8(0).u16(section);
        }
    }

    private static void writeNeeds(ElfBytes out, long at, Strings strings) {
        out.at(at, "verneed")
                .u16(1)
                .u16(1)
                .u32(strings.add("libc.so.6"))
                .u32(16)
                .u32(0);
        out.at(at + 16, "vernaux")
                .u32(0x06969197)
                .u16(0)
                .u16(2)
                .u32(strings.add("GLIBC_2.17"))
                .u32(0);
    }

    private static long up(long value) {
        return (value + 7) & -8;
    }

    /** Strings, each once. */
    private static final class Strings {
        private final StringBuilder text = new StringBuilder("\0");

        int add(String string) {
            int at = text.indexOf("\0" + string + "\0");
            if (at >= 0) {
                return at + 1;
            }
            text.append(string).append('\0');
            return text.length() - string.length() - 1;
        }

        byte[] bytes() {
            return text.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
