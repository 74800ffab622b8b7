package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nrnwheel.tag.Architecture;

/**
 * An ELF file, read as the loader reads it: by program headers and the dynamic section. Section headers are read when they
 * make sense and needed for nothing. Headers, dynamic section and versions are read at once; symbols and notes when asked
 * for. Every count and offset is checked against the file's size; values that are not known are kept. Immutable as long as
 * nobody writes to the buffer; safe for use by several threads.
 */
public final class ElfFile {
    /** Linux refuses more bytes of them. */
    private static final long MOST_PROGRAM_HEADERS = 1 << 16;

    private final ElfBytes bytes;
    private final ElfHeader header;
    private final List<ProgramHeader> programHeaders;
    private final SectionTable sections;
    private final AddressMap map;
    private final Optional<Dynamic> dynamic;

    /** What follows from the dynamic section. */
    private record Dynamic(
            DynamicSection section,
            StringTable strings,
            List<VersionNeed> needs,
            List<VersionDefinition> definitions) {}

    private ElfFile(ElfBytes bytes, ElfHeader header) {
        this.bytes = bytes;
        this.header = header;
        this.sections = SectionTable.parse(bytes, header);
        this.programHeaders = programHeaders(bytes, header);
        this.map = new AddressMap(bytes.name(), programHeaders);
        this.dynamic = isDebugOnly()
                ? Optional.empty()
                : segment(ProgramHeader.PT_DYNAMIC).flatMap(this::dynamic);
    }

    /**
     * Says whether bytes are those of an ELF file, by the first four.
     *
     * @param start at least the first four bytes, from the buffer's position on
     * @return whether they are; not when there are fewer
     */
    public static boolean isElf(ByteBuffer start) {
        return start.remaining() >= Integer.BYTES
                && start.get(start.position()) == 0x7f
                && start.get(start.position() + 1) == 'E'
                && start.get(start.position() + 2) == 'L'
                && start.get(start.position() + 3) == 'F';
    }

    /**
     * Reads a file.
     *
     * @param content the whole file, from the buffer's position to its limit; it may be mapped, and is not copied
     * @param name the file's name, for errors
     * @return the file
     * @throws ElfException when it is damaged, or cut off before what is needed
     */
    public static ElfFile parse(ByteBuffer content, String name) {
        ByteBuffer whole = content.slice();
        ElfIdentification identification = ElfIdentification.parse(whole, name);
        ElfBytes bytes = new ElfBytes(whole, identification.wide(), identification.order(), name);
        return new ElfFile(bytes, ElfHeader.parse(bytes, identification));
    }

    private static List<ProgramHeader> programHeaders(ElfBytes bytes, ElfHeader header) {
        if (header.programOffset() == 0 || header.programCount() == 0) {
            return List.of();
        }
        int size = ProgramHeader.size(bytes.wide());
        if (header.programEntrySize() != size) {
            throw bytes.wrong(-1, "e_phentsize", "is " + header.programEntrySize() + " instead of " + size);
        }
        long count = programCount(bytes, header);
        if (count * size > MOST_PROGRAM_HEADERS) {
            throw bytes.wrong(-1, "e_phnum", "is " + count + "; Linux loads no file with so many");
        }
        bytes.checkSize(header.programOffset(), count * size, "e_phoff");
        return LongStream.range(0, count)
                .mapToObj(i -> ProgramHeader.parse(bytes, header.programOffset() + i * size))
                .toList();
    }

    private static long programCount(ElfBytes bytes, ElfHeader header) {
        return header.programCount() == ElfHeader.EXTENDED && header.sectionOffset() != 0
                ? SectionHeader.parse(bytes, header.sectionOffset()).info()
                : header.programCount();
    }

    private Optional<Dynamic> dynamic(ProgramHeader segment) {
        List<DynamicEntry> entries = entries(segment);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        StringTable strings = strings(entries);
        DynamicSection section = DynamicSection.parse(segment.offset(), entries, strings);
        return Optional.of(new Dynamic(section, strings, needs(section, strings), definitions(section, strings)));
    }

    private List<DynamicEntry> entries(ProgramHeader segment) {
        int size = DynamicEntry.size(bytes.wide());
        bytes.checkSize(segment.offset(), segment.fileSize(), "PT_DYNAMIC");
        List<DynamicEntry> entries = new ArrayList<>();
        for (long at = 0; at + size <= segment.fileSize(); at += size) {
            DynamicEntry entry = DynamicEntry.parse(bytes, segment.offset() + at);
            if (entry.tag() == DynamicEntry.DT_NULL) {
                break;
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    /** A dynamic section without strings can name nothing: a table of no bytes refuses every name. */
    private StringTable strings(List<DynamicEntry> entries) {
        long size = value(entries, DynamicEntry.DT_STRSZ).orElse(0);
        OptionalLong address = value(entries, DynamicEntry.DT_STRTAB);
        if (address.isEmpty() || size == 0) {
            return new StringTable(bytes, 0, 0);
        }
        long offset = map.offset(address.getAsLong(), "DT_STRTAB");
        bytes.checkSize(offset, size, "DT_STRTAB");
        return new StringTable(bytes, offset, size);
    }

    private List<VersionNeed> needs(DynamicSection section, StringTable strings) {
        OptionalLong address = section.find(DynamicEntry.DT_VERNEED);
        return address.isEmpty()
                ? List.of()
                : VersionNeed.parse(
                        bytes,
                        map.offset(address.getAsLong(), "DT_VERNEED"),
                        section.find(DynamicEntry.DT_VERNEEDNUM),
                        strings);
    }

    private List<VersionDefinition> definitions(DynamicSection section, StringTable strings) {
        OptionalLong address = section.find(DynamicEntry.DT_VERDEF);
        return address.isEmpty()
                ? List.of()
                : VersionDefinition.parse(
                        bytes,
                        map.offset(address.getAsLong(), "DT_VERDEF"),
                        section.find(DynamicEntry.DT_VERDEFNUM),
                        strings);
    }

    private static OptionalLong value(List<DynamicEntry> entries, long tag) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .mapToLong(DynamicEntry::value)
                .reduce((first, second) -> second);
    }

    /**
     * Returns the file's name.
     *
     * @return as it was given
     */
    public String name() {
        return bytes.name();
    }

    /**
     * Returns the file's size.
     *
     * @return in bytes
     */
    public long size() {
        return bytes.size();
    }

    /**
     * Returns the file header.
     *
     * @return the header
     */
    public ElfHeader header() {
        return header;
    }

    /**
     * Returns which architecture of wheels the file is for.
     *
     * @return nothing for others, 32-bit Arm without hard float among them
     */
    public Optional<Architecture> architecture() {
        return ElfMachine.architecture(header);
    }

    /**
     * Returns the program headers.
     *
     * @return in the file's order; none in object files
     */
    public List<ProgramHeader> programHeaders() {
        return programHeaders;
    }

    /**
     * Returns the section headers.
     *
     * @return in the file's order; none when they were stripped or make no sense
     */
    public List<SectionHeader> sectionHeaders() {
        return sections.sections();
    }

    /**
     * Says why section headers cannot be read though the file says that it has some.
     *
     * @return what is wrong with them
     */
    public Optional<String> sectionProblem() {
        return sections.problem();
    }

    /**
     * Says whether the file holds only what debuggers need: what the program needs was left out ({@code objcopy
     * --only-keep-debug}). Its dynamic section is not read then.
     *
     * @return whether sections that programs load take no room in the file
     */
    public boolean isDebugOnly() {
        return sections.sections().stream()
                .anyMatch(s -> s.type() == SectionHeader.SHT_NOBITS
                        && (s.name().equals(".dynamic")
                                || s.name().equals(".text")
                                || s.name().equals(".dynsym")));
    }

    /**
     * Says whether the end of the file is missing.
     *
     * @return whether a segment that is loaded reaches beyond the file's end
     */
    public boolean isTruncated() {
        return !isDebugOnly()
                && programHeaders.stream()
                        .anyMatch(h -> h.type() == ProgramHeader.PT_LOAD
                                && h.fileSize() > 0
                                && !bytes.holds(h.offset(), h.fileSize()));
    }

    /**
     * Returns the dynamic section.
     *
     * @return nothing in static programs, object files and files for debuggers
     */
    public Optional<DynamicSection> dynamic() {
        return dynamic.map(Dynamic::section);
    }

    /**
     * Returns the versions that are needed.
     *
     * @return by library, in the file's order
     */
    public List<VersionNeed> versionNeeds() {
        return dynamic.map(Dynamic::needs).orElse(List.of());
    }

    /**
     * Returns the versions that are defined.
     *
     * @return in the file's order
     */
    public List<VersionDefinition> versionDefinitions() {
        return dynamic.map(Dynamic::definitions).orElse(List.of());
    }

    /**
     * Reads the symbols for dynamic linking, one at a time as the stream is consumed.
     *
     * @return in the file's order, without the null symbol
     * @throws ElfException when the table or a symbol is damaged; also while the stream is consumed
     */
    public Stream<DynamicSymbol> symbols() {
        return symbolTable().stream().flatMap(SymbolTable::stream);
    }

    Optional<SymbolTable> symbolTable() {
        return dynamic.flatMap(
                found -> found.section().find(DynamicEntry.DT_SYMTAB).isPresent()
                        ? Optional.of(symbolTable(found))
                        : Optional.empty());
    }

    private SymbolTable symbolTable(Dynamic found) {
        DynamicSection section = found.section();
        long start = map.offset(section.find(DynamicEntry.DT_SYMTAB).orElse(0), "DT_SYMTAB");
        long count = new SymbolCount(bytes, map, section.entries()).find(header, sectionHeaders(), start);
        OptionalLong versions = section.find(DynamicEntry.DT_VERSYM);
        OptionalLong versionTable = versions.isPresent()
                ? OptionalLong.of(map.offset(versions.getAsLong(), "DT_VERSYM"))
                : OptionalLong.empty();
        return new SymbolTable(bytes, found.strings().again(), start, count, versionTable)
                .with(found.needs(), found.definitions());
    }

    /**
     * Returns the path of the program interpreter.
     *
     * @return e.g. {@code /lib64/ld-linux-x86-64.so.2}; libraries have none
     * @throws ElfException when it is damaged
     */
    public Optional<String> interpreter() {
        return isDebugOnly()
                ? Optional.empty()
                : segment(ProgramHeader.PT_INTERP).map(s -> bytes.string(s.offset(), s.fileSize(), "PT_INTERP"));
    }

    /**
     * Reads the notes.
     *
     * @return those of all note segments, up to the first that is damaged: no loader needs them
     */
    public List<ElfNote> notes() {
        List<ElfNote> notes = new ArrayList<>();
        long left = bytes.size();
        for (ProgramHeader segment : programHeaders) {
            // Segments that hold the same bytes over and over do not get them read over and over.
            if (segment.type() == ProgramHeader.PT_NOTE && segment.fileSize() >= 0 && segment.fileSize() <= left) {
                left -= segment.fileSize();
                notes.addAll(ElfNote.parse(bytes, segment));
            }
        }
        return List.copyOf(notes);
    }

    /**
     * Reads GNU's properties.
     *
     * @return those of all notes
     */
    public List<GnuProperty> properties() {
        return notes().stream()
                .filter(note -> note.isGnu(ElfNote.NT_GNU_PROPERTY_TYPE_0))
                .flatMap(note -> GnuProperty.parse(bytes, note).stream())
                .toList();
    }

    /**
     * Returns how the stack is to be.
     *
     * @return {@code p_flags} of {@code PT_GNU_STACK}; without it the system's default holds, which on x86 is executable
     */
    public OptionalLong stackFlags() {
        return segment(ProgramHeader.PT_GNU_STACK)
                .map(s -> OptionalLong.of(s.flags()))
                .orElse(OptionalLong.empty());
    }

    /**
     * Says whether the file asks for a stack that may be executed.
     *
     * @return whether its {@code PT_GNU_STACK} is executable
     */
    public boolean hasExecutableStack() {
        return (stackFlags().orElse(0) & ProgramHeader.PF_X) != 0;
    }

    /**
     * Finds where an address of memory is in the file.
     *
     * @param address the address, as in the file's own tables
     * @return the offset in bytes, when a loaded segment holds it
     */
    public OptionalLong offsetOf(long address) {
        return map.find(address);
    }

    /**
     * Returns the file's bytes.
     *
     * @return a view for reading, in the file's byte order
     */
    public ByteBuffer content() {
        return bytes.view(0, bytes.size(), "the file");
    }

    ElfBytes bytes() {
        return bytes;
    }

    Optional<StringTable> strings() {
        return dynamic.map(Dynamic::strings);
    }

    Stream<Relocation> relocations() {
        return dynamic.stream()
                .flatMap(d -> Relocations.of(bytes, map, d.section().entries()));
    }

    Optional<ProgramHeader> segment(long type) {
        return programHeaders.stream().filter(h -> h.type() == type).findFirst();
    }
}
