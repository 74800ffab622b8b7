package org.nrnwheel.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.elf.DynamicSection;
import org.nrnwheel.elf.DynamicSymbol;
import org.nrnwheel.elf.ElfException;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.elf.ElfHeader;
import org.nrnwheel.elf.GnuProperty;
import org.nrnwheel.elf.ProgramHeader;
import org.nrnwheel.elf.SectionHeader;
import org.nrnwheel.elf.VersionNeed;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.policy.Policy;
import org.nrnwheel.tag.Architecture;

/** Reads an ELF file's facts from its bytes. */
final class ElfReader {
    private static final Pattern GLIBC_NAME =
            Pattern.compile(".*\\.cpython-3(1[1-9]|[2-9][0-9])[a-z]*-.*(-arm-linux-gnueabihf|-linux-gnu)\\.so");
    private static final Pattern MUSL_NAME = Pattern.compile(".*(-arm-linux-musleabihf|-linux-musl)\\.so");
    private static final Set<String> PYFPE = Set.of("PyFPE_jbuf", "PyFPE_dummy", "PyFPE_counter");
    private static final Set<Architecture> EXECUTABLE_BY_DEFAULT =
            Set.of(Architecture.X86_64, Architecture.I686, Architecture.ARMV7L);
    private static final int ISA_LEVELS = 0xe;
    /** {@code SHT_PROGBITS} and {@code SHF_EXECINSTR}. */
    private static final long PROGBITS = 1;

    private static final long EXECUTABLE = 4;

    private final ElfFile elf;
    private final ByteBuffer content;
    private final String path;
    private final long size;
    private final int unixMode;
    private final Set<String> watched;

    private ElfReader(ElfFile elf, ByteBuffer content, String path, long size, int unixMode, Set<String> watched) {
        this.elf = elf;
        this.content = content;
        this.path = path;
        this.size = size;
        this.unixMode = unixMode;
        this.watched = watched;
    }

    /**
     * Reads a file.
     *
     * @param watched undefined symbols that policies ask for
     */
    static ElfFacts read(ByteBuffer content, String path, int unixMode, Set<String> watched) {
        long size = content.remaining();
        try {
            ElfFile elf = ElfFile.parse(content, path);
            if (elf.isTruncated()) {
                return damaged(path, size, unixMode, "its end is missing: a segment reaches beyond it");
            }
            return new ElfReader(elf, content, path, size, unixMode, watched).facts();
        } catch (ElfException e) {
            return damaged(path, size, unixMode, e.field() + " " + String.valueOf(e.getMessage()));
        }
    }

    /** Facts of a file of which nothing is known. */
    static ElfFacts unread(String path, String problem) {
        return damaged(path, 0, 0, problem);
    }

    private static ElfFacts damaged(String path, long size, int unixMode, String problem) {
        NativeFile file = new NativeFile(
                path,
                size,
                unixMode,
                FileKind.LIBRARY,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Set.of());
        return new ElfFacts(
                file,
                0,
                Map.of(),
                Set.of(),
                false,
                false,
                ExportedNames.NONE,
                Set.of(),
                false,
                false,
                false,
                List.of(),
                0,
                List.of(),
                problem);
    }

    private ElfFacts facts() {
        Symbols symbols = new Symbols(moduleName(), watched);
        elf.symbols().forEach(symbols::add);
        List<ElfFacts.SegmentProblem> segments = new ArrayList<>(new SegmentChecks(elf.programHeaders()).problems());
        int isaLevel = isaLevel(segments);
        Set<String> defined = new TreeSet<>();
        elf.versionDefinitions().stream()
                .filter(definition -> !definition.isBase())
                .forEach(definition -> defined.add(definition.name()));
        return new ElfFacts(
                file(symbols.pythonMajor, isaLevel),
                symbols.pythonMajor,
                symbols.versions,
                symbols.undefined,
                symbols.ucs2,
                symbols.pyfpe,
                symbols.exports(),
                defined,
                executableStack(),
                elf.dynamic().filter(DynamicSection::hasTextRelocations).isPresent(),
                elf.programHeaders().stream().anyMatch(ElfReader::isWritableCode),
                segments,
                strippable(),
                buildPaths(),
                "");
    }

    private NativeFile file(int pythonMajor, int isaLevel) {
        Optional<DynamicSection> dynamic = elf.dynamic();
        List<String> needed = dynamic.map(DynamicSection::needed).orElse(List.of());
        Optional<String> interpreter = elf.interpreter();
        return new NativeFile(
                path,
                size,
                unixMode,
                kind(pythonMajor, interpreter),
                elf.architecture(),
                libc(interpreter, needed),
                isaLevel,
                interpreter,
                dynamic.flatMap(DynamicSection::soname),
                needed,
                entries(dynamic.flatMap(DynamicSection::rpath)),
                entries(dynamic.flatMap(DynamicSection::runpath)),
                versions(),
                Set.of());
    }

    private FileKind kind(int pythonMajor, Optional<String> interpreter) {
        if (elf.header().type() == ElfHeader.ET_REL) {
            return FileKind.OBJECT;
        }
        if (elf.isDebugOnly()) {
            return FileKind.DEBUG;
        }
        if (pythonMajor > 0) {
            return FileKind.EXTENSION;
        }
        boolean hasSoname = elf.dynamic().flatMap(DynamicSection::soname).isPresent();
        boolean isProgram = elf.header().type() == ElfHeader.ET_EXEC
                || elf.dynamic().filter(DynamicSection::isPie).isPresent()
                || (interpreter.isPresent() && !hasSoname && !name().contains(".so"));
        return isProgram ? FileKind.PROGRAM : FileKind.LIBRARY;
    }

    private Optional<Libc> libc(Optional<String> interpreter, List<String> needed) {
        if (interpreter.isPresent()) {
            String loader = interpreter.get().substring(interpreter.get().lastIndexOf('/') + 1);
            return Optional.of(loader.startsWith("ld-musl-") ? Libc.MUSL : Libc.GLIBC);
        }
        for (String soname : needed) {
            if (soname.startsWith("libc.musl-") || soname.startsWith("ld-musl-")) {
                return Optional.of(Libc.MUSL);
            }
            if (soname.equals("libc.so.6") || soname.startsWith("ld-linux-") || soname.startsWith("ld64.so.")) {
                return Optional.of(Libc.GLIBC);
            }
        }
        if (MUSL_NAME.matcher(name()).matches()) {
            return Optional.of(Libc.MUSL);
        }
        Matcher glibc = GLIBC_NAME.matcher(name());
        return glibc.matches() ? Optional.of(Libc.GLIBC) : Optional.empty();
    }

    /**
     * The highest level of the x86-64 psABI that a note asks for. Old patchelfs put other data where notes were; the loader
     * passes over those.
     */
    private int isaLevel(List<ElfFacts.SegmentProblem> problems) {
        if (!elf.architecture().equals(Optional.of(Architecture.X86_64)) || elf.isDebugOnly()) {
            return 0;
        }
        try {
            return elf.properties().stream()
                    .filter(property -> property.type() == GnuProperty.X86_ISA_1_NEEDED)
                    .mapToInt(property -> (int) property.value() & ISA_LEVELS)
                    .map(bits -> bits == 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(bits))
                    .max()
                    .orElse(0);
        } catch (ElfException e) {
            problems.add(new ElfFacts.SegmentProblem("damaged-notes", "its notes are overwritten: " + e.getMessage()));
            return 0;
        }
    }

    private Map<String, Set<String>> versions() {
        Map<String, Set<String>> versions = new TreeMap<>();
        for (VersionNeed need : elf.versionNeeds()) {
            if (!Policy.isLoader(need.library())) {
                Set<String> names = versions.computeIfAbsent(need.library(), library -> new TreeSet<>());
                need.versions().forEach(version -> names.add(version.name()));
            }
        }
        return versions;
    }

    /** On x86 and 32-bit Arm a file that does not say gets an executable stack. */
    private boolean executableStack() {
        if (elf.header().type() == ElfHeader.ET_REL
                || elf.isDebugOnly()
                || elf.dynamic().isEmpty()) {
            return false;
        }
        boolean byDefault =
                elf.architecture().filter(EXECUTABLE_BY_DEFAULT::contains).isPresent();
        return elf.hasExecutableStack() || (elf.stackFlags().isEmpty() && byDefault);
    }

    private static boolean isWritableCode(ProgramHeader header) {
        return header.type() == ProgramHeader.PT_LOAD && header.isExecutable() && header.isWritable();
    }

    private long strippable() {
        if (elf.header().type() == ElfHeader.ET_REL || elf.isDebugOnly()) {
            return 0;
        }
        return elf.sectionHeaders().stream()
                .filter(section -> (section.flags() & SectionHeader.SHF_ALLOC) == 0
                        && section.type() != SectionHeader.SHT_NOBITS
                        && (section.type() == SectionHeader.SHT_SYMTAB
                                || section.name().equals(".strtab")
                                || section.name().startsWith(".debug_")
                                || section.name().startsWith(".zdebug_")))
                .mapToLong(SectionHeader::size)
                .filter(bytes -> bytes > 0 && bytes <= size)
                .sum();
    }

    /** Looks at data that programs load: in code there are no strings, and debugging sections are stripped. */
    private List<String> buildPaths() {
        if (elf.header().type() == ElfHeader.ET_REL || elf.isDebugOnly()) {
            return List.of();
        }
        List<ByteBuffer> parts = elf.sectionHeaders().stream()
                .filter(this::isData)
                .map(section -> content.slice(content.position() + (int) section.offset(), (int) section.size()))
                .toList();
        return parts.isEmpty() ? BuildPaths.in(content) : BuildPaths.in(parts);
    }

    private boolean isData(SectionHeader section) {
        return section.type() == PROGBITS
                && (section.flags() & (SectionHeader.SHF_ALLOC | EXECUTABLE)) == SectionHeader.SHF_ALLOC
                && !section.name().startsWith(".eh_frame")
                && section.offset() >= 0
                && section.size() >= 0
                && section.size() <= size
                && section.offset() <= size - section.size();
    }

    private static List<String> entries(Optional<String> path) {
        return path.filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(":", -1)))
                .orElse(List.of());
    }

    private String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String moduleName() {
        int dot = name().indexOf('.');
        return dot < 0 ? name() : name().substring(0, dot);
    }

    /** Goes through the symbols once. */
    private static final class Symbols {
        private static final int SHOWN = 24;

        private final Map<String, Integer> inits;
        private final Set<String> watched;
        private final Map<String, Map<String, Set<String>>> versions = new TreeMap<>();
        private final Set<String> undefined = new TreeSet<>();
        private final ExportedNames.Collector exports = new ExportedNames.Collector();
        private int pythonMajor;
        private boolean ucs2;
        private boolean pyfpe;

        Symbols(String module, Set<String> watched) {
            this.inits = Map.of("init" + module, 2, "PyInit_" + module, 3, "_cffi_pypyinit_" + module, 2);
            this.watched = watched;
        }

        void add(DynamicSymbol symbol) {
            if (symbol.isUndefined()) {
                addUndefined(symbol);
            } else {
                addDefined(symbol);
            }
        }

        private void addUndefined(DynamicSymbol symbol) {
            String name = symbol.name();
            if (symbol.version().isPresent() && symbol.library().isPresent()) {
                Set<String> names = versions.computeIfAbsent(symbol.library().get(), library -> new TreeMap<>())
                        .computeIfAbsent(symbol.version().get(), version -> new TreeSet<>());
                if (names.size() < SHOWN) {
                    names.add(name);
                }
            }
            if (!symbol.isWeak() && (watched.contains(name) || name.startsWith("Py") || name.startsWith("_Py"))) {
                undefined.add(name);
                ucs2 |= name.startsWith("PyUnicodeUCS2_");
                pyfpe |= PYFPE.contains(name);
            }
        }

        private void addDefined(DynamicSymbol symbol) {
            if (symbol.isExported()) {
                exports.add(symbol.name());
            }
            if (symbol.type() == DynamicSymbol.STT_FUNC && inits.containsKey(symbol.name())) {
                pythonMajor = Math.max(pythonMajor, inits.get(symbol.name()));
            }
        }

        ExportedNames exports() {
            return exports.names();
        }
    }
}
