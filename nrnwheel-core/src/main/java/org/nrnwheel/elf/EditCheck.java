package org.nrnwheel.elf;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares an edited file with the one before: nothing but what was asked for may differ. */
final class EditCheck {
    private final ElfFile before;
    private final ElfChanges changes;

    EditCheck(ElfFile before, ElfChanges changes) {
        this.before = before;
        this.changes = changes;
    }

    void check(ElfFile after) {
        same("the file header", header(before), header(after));
        checkSegments(after);
        checkLoads(after);
        same("the interpreter", before.interpreter(), after.interpreter());
        same(
                "the section headers",
                before.sectionHeaders().size(),
                after.sectionHeaders().size());
        checkDynamic(after);
        same("the version needs", renamed(before.versionNeeds()), after.versionNeeds());
        same("the version definitions", before.versionDefinitions(), after.versionDefinitions());
        sameStreams(
                "the symbols",
                before.symbols().map(this::renamed),
                after.symbols().map(EditCheck::unplaced));
        sameStreams("the relocations", before.relocations(), after.relocations());
    }

    /** Only the table of program headers may be elsewhere. */
    private static ElfHeader header(ElfFile file) {
        return file.header().withTables(0, 0, file.header().sectionOffset());
    }

    /** All segments that are loaded remain, the last one maybe larger; others but those that may move too. */
    private void checkSegments(ElfFile after) {
        for (ProgramHeader header : before.programHeaders()) {
            boolean mayChange = header.type() == ProgramHeader.PT_PHDR
                    || header.type() == ProgramHeader.PT_DYNAMIC
                    || header.type() == ProgramHeader.PT_GNU_STACK;
            boolean kept = after.programHeaders().stream().anyMatch(h -> h.equals(header) || isGrown(header, h));
            if (!mayChange && !kept) {
                throw wrong("the segment at address 0x" + Long.toHexString(header.address()) + " is lost");
            }
        }
        if (changes.noExecutableStack() && after.hasExecutableStack()) {
            throw wrong("the stack is still executable");
        }
    }

    private boolean isGrown(ProgramHeader old, ProgramHeader now) {
        return old.offset() + old.fileSize() == before.size()
                && now.fileSize() > old.fileSize()
                && now.withFlags(old.flags())
                        .moved(old.offset(), old.address(), old.fileSize())
                        .equals(old);
    }

    /** What a loader demands: addresses ascend, nothing overlaps, address and offset lie alike in their pages. */
    private void checkLoads(ElfFile after) {
        List<ProgramHeader> loads = after.programHeaders().stream()
                .filter(h -> h.type() == ProgramHeader.PT_LOAD)
                .toList();
        List<ProgramHeader> sorted = loads.stream()
                .sorted(Comparator.comparingLong(ProgramHeader::address))
                .toList();
        same("the order of segments", sorted, loads);
        for (int i = 1; i < loads.size(); i++) {
            if (loads.get(i - 1).address() + loads.get(i - 1).memorySize()
                    > loads.get(i).address()) {
                throw wrong(
                        "segments overlap at 0x" + Long.toHexString(loads.get(i).address()));
            }
        }
        loads.stream().filter(load -> !before.programHeaders().contains(load)).forEach(load -> checkLoad(after, load));
    }

    private void checkLoad(ElfFile after, ProgramHeader load) {
        boolean aligned = load.alignment() < 2 || (load.address() - load.offset()) % load.alignment() == 0;
        if (!aligned || !after.bytes().holds(load.offset(), load.fileSize())) {
            throw wrong("the segment at address 0x" + Long.toHexString(load.address()) + " cannot be mapped");
        }
    }

    private void checkDynamic(ElfFile after) {
        same("the libraries that are needed", needed(), after.dynamic().map(DynamicSection::needed));
        same("the soname", text(changes.soname(), DynamicSection::soname), found(after, DynamicSection::soname));
        same("the rpath", text(changes.rpath(), DynamicSection::rpath), found(after, DynamicSection::rpath));
        same("the runpath", text(changes.runpath(), DynamicSection::runpath), found(after, DynamicSection::runpath));
        sameStreams("the dynamic section", others(before), others(after));
    }

    private Optional<List<String>> needed() {
        return before.dynamic()
                .map(section -> Stream.concat(
                                section.needed().stream()
                                        .filter(name -> !changes.removed().contains(name))
                                        .map(name -> changes.replaced().getOrDefault(name, name)),
                                changes.added().stream()
                                        .filter(name -> !section.needed().contains(name)
                                                || changes.removed().contains(name)))
                        .toList());
    }

    private Optional<String> text(Optional<String> change, Function<DynamicSection, Optional<String>> field) {
        return change.isPresent() ? change.filter(text -> !text.isEmpty()) : found(before, field);
    }

    private static Optional<String> found(ElfFile file, Function<DynamicSection, Optional<String>> field) {
        return file.dynamic().flatMap(field);
    }

    /** The entries that hold no string, and not where the strings are. */
    private static Stream<DynamicEntry> others(ElfFile file) {
        return file.dynamic().stream()
                .flatMap(section -> section.entries().stream())
                .filter(entry -> !entry.isString()
                        && entry.tag() != DynamicEntry.DT_STRTAB
                        && entry.tag() != DynamicEntry.DT_STRSZ);
    }

    private List<VersionNeed> renamed(List<VersionNeed> needs) {
        return needs.stream()
                .map(need -> new VersionNeed(
                        changes.replaced().getOrDefault(need.library(), need.library()), need.versions()))
                .toList();
    }

    private DynamicSymbol renamed(DynamicSymbol symbol) {
        Optional<String> library =
                symbol.library().map(name -> changes.replaced().getOrDefault(name, name));
        return unplaced(symbol.withLibrary(library));
    }

    /** The symbol that stands for the dynamic section moves with it. */
    private static DynamicSymbol unplaced(DynamicSymbol symbol) {
        return symbol.name().equals("_DYNAMIC") ? symbol.withValue(0) : symbol;
    }

    private <T> void sameStreams(String what, Stream<T> expected, Stream<T> actual) {
        Iterator<T> first = expected.iterator();
        Iterator<T> second = actual.iterator();
        while (first.hasNext() && second.hasNext()) {
            same(what, first.next(), second.next());
        }
        same("the number of " + what, first.hasNext(), second.hasNext());
    }

    private void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw wrong(what + " would be " + actual + " instead of " + expected);
        }
    }

    private ElfException wrong(String problem) {
        return before.bytes().wrong(-1, "the edit", "went wrong: " + problem);
    }
}
