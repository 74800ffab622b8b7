package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Leaves out of programs and libraries what is not loaded into memory and only debuggers read: the symbol table, its strings and
 * the sections with debugging information. Everything that is loaded, the symbols for dynamic linking among it, stays where it
 * is, byte by byte. The result is read again and compared before it is returned.
 */
public final class ElfStrip {
    private static final Pattern LEFT_OUT = Pattern.compile(
            "\\.(symtab|symtab_shndx|strtab|z?debug|z?debug_.*|gdb_index|line|stab.*|gnu\\.debuglto_.*)");
    private static final int FIRST_RESERVED = 0xff00;
    private static final long SHT_RELA = 4;
    private static final long SHT_REL = 9;
    private static final long SHF_INFO_LINK = 0x40;

    private final ElfFile file;
    private final List<SectionHeader> sections;

    private ElfStrip(ElfFile file) {
        this.file = file;
        this.sections = file.sectionHeaders();
    }

    /** A section that stays: its old header and where its bytes are in the new file. */
    private record Kept(int index, SectionHeader header, long offset) {}

    /**
     * Strips a file.
     *
     * @param file the file; it stays as it is
     * @return the stripped file's bytes; those of the file itself when there is nothing to leave out, when it is an object file,
     *     which linkers read, or when its sections are in no order that allows it
     * @throws ElfException when the result would not be the same file without these sections
     */
    public static byte[] strip(ElfFile file) {
        return new ElfStrip(file).strip();
    }

    private byte[] strip() {
        byte[] whole = file.bytes().copy(0, file.size(), "the file");
        int type = file.header().type();
        boolean loaded = type == ElfHeader.ET_DYN || type == ElfHeader.ET_EXEC;
        if (!loaded || file.isDebugOnly() || sections.isEmpty() || sections.size() >= FIRST_RESERVED) {
            return whole;
        }
        boolean[] out = leftOut();
        if (!isAtEnd(out)) {
            return whole;
        }
        List<Kept> kept = placed(out);
        byte[] stripped = written(whole, kept);
        if (stripped.length >= whole.length) {
            return whole;
        }
        check(stripped, kept);
        return stripped;
    }

    /** What another section that stays refers to stays too. */
    private boolean[] leftOut() {
        boolean[] out = new boolean[sections.size()];
        for (int i = 1; i < out.length; i++) {
            SectionHeader section = sections.get(i);
            out[i] = !isLoaded(section)
                    && i != file.header().sectionNames()
                    && LEFT_OUT.matcher(section.name()).matches();
        }
        for (int i = 1; i < out.length; i++) {
            SectionHeader section = sections.get(i);
            out[i] |= !isLoaded(section)
                    && isRelocations(section)
                    && (isOut(out, section.info()) || isOut(out, section.link()));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < out.length; i++) {
                int link = (int) sections.get(i).link();
                if (!out[i] && isOut(out, link)) {
                    out[link] = false;
                    changed = true;
                }
            }
        }
        return out;
    }

    private static boolean isOut(boolean[] out, long index) {
        return index > 0 && index < out.length && out[(int) index];
    }

    private static boolean isLoaded(SectionHeader section) {
        return (section.flags() & SectionHeader.SHF_ALLOC) != 0;
    }

    private static boolean isRelocations(SectionHeader section) {
        return section.type() == SHT_REL || section.type() == SHT_RELA;
    }

    /** Symbols name their sections by number, so numbers of sections that are loaded must stay. */
    private boolean isAtEnd(boolean[] out) {
        int first =
                IntStream.range(0, out.length).filter(i -> out[i]).findFirst().orElse(0);
        return first > 0 && IntStream.range(first, out.length).noneMatch(i -> isLoaded(sections.get(i)));
    }

    /** Where everything ends that is loaded, or says what is. */
    private long loadedEnd() {
        Stream<Long> headers = Stream.of(
                (long) file.header().headerSize(),
                file.header().programOffset()
                        + (long) file.programHeaders().size()
                                * ProgramHeader.size(file.bytes().wide()));
        Stream<Long> segments = file.programHeaders().stream().map(h -> h.offset() + h.fileSize());
        Stream<Long> loaded = sections.stream()
                .filter(s -> isLoaded(s) && s.type() != SectionHeader.SHT_NOBITS)
                .map(s -> s.offset() + s.size());
        return Stream.of(headers, segments, loaded)
                .flatMap(ends -> ends)
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    private List<Kept> placed(boolean[] out) {
        long loaded = loadedEnd();
        long end = loaded;
        List<Integer> inOrder = IntStream.range(0, out.length)
                .filter(i -> !out[i])
                .boxed()
                .sorted(Comparator.comparingLong(i -> sections.get(i).offset()))
                .toList();
        List<Kept> kept = new ArrayList<>();
        for (int i : inOrder) {
            SectionHeader section = sections.get(i);
            long size = section.type() == SectionHeader.SHT_NOBITS ? 0 : section.size();
            boolean moves = !isLoaded(section) && size > 0 && section.offset() + size > loaded;
            long offset = moves ? up(end, Math.max(1, section.alignment())) : section.offset();
            end = moves ? offset + size : end;
            kept.add(new Kept(i, section, offset));
        }
        kept.sort(Comparator.comparingInt(Kept::index));
        return kept;
    }

    private byte[] written(byte[] whole, List<Kept> kept) {
        long loaded = loadedEnd();
        long end = kept.stream()
                .filter(k -> k.offset() != k.header().offset())
                .mapToLong(k -> k.offset() + k.header().size())
                .reduce(loaded, Math::max);
        long table = up(end, file.bytes().wordSize());
        int entry = SectionHeader.size(file.bytes().wide());
        long size = table + (long) kept.size() * entry;
        if (size >= whole.length) {
            return whole;
        }
        byte[] stripped = Arrays.copyOf(Arrays.copyOf(whole, (int) loaded), (int) size);
        ElfBytes to = file.bytes().over(stripped);
        List<Integer> numbers = kept.stream().map(Kept::index).toList();
        for (int i = 0; i < kept.size(); i++) {
            Kept each = kept.get(i);
            SectionHeader header = each.header();
            if (each.offset() != header.offset()) {
                to.put(each.offset(), file.bytes().copy(header.offset(), header.size(), header.name()), header.name());
            }
            renumbered(header, numbers)
                    .moved(each.offset(), header.address(), header.size())
                    .write(to, table + (long) i * entry);
        }
        file.header()
                .withSections(table, kept.size(), numbers.indexOf(file.header().sectionNames()))
                .write(to);
        return stripped;
    }

    private static SectionHeader renumbered(SectionHeader header, List<Integer> numbers) {
        boolean isNumber = isRelocations(header) || (header.flags() & SHF_INFO_LINK) != 0;
        return header.referring(
                Math.max(0, numbers.indexOf((int) header.link())),
                isNumber ? Math.max(0, numbers.indexOf((int) header.info())) : header.info());
    }

    private static long up(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }

    /** All that is loaded must be the same. */
    private void check(byte[] stripped, List<Kept> kept) {
        ElfFile after = ElfFile.parse(ByteBuffer.wrap(stripped), file.name());
        int header = file.header().headerSize();
        int rest = (int) loadedEnd() - header;
        boolean same =
                file.bytes().view(header, rest, "the file").equals(after.bytes().view(header, rest, "the file"));
        boolean named = after.sectionHeaders().stream()
                .map(SectionHeader::name)
                .toList()
                .equals(kept.stream().map(k -> k.header().name()).toList());
        if (!same || !named || !after.programHeaders().equals(file.programHeaders())) {
            throw file.bytes().wrong(-1, "the file", "cannot be stripped: another one would result");
        }
    }
}
