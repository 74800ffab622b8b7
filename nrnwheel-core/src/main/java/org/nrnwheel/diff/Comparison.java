package org.nrnwheel.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares two wheels. */
final class Comparison {
    private final WheelContents before;
    private final WheelContents after;

    Comparison(WheelContents before, WheelContents after) {
        this.before = before;
        this.after = after;
    }

    WheelDiff diff() {
        List<FileChange> files = new ArrayList<>();
        List<LibraryChange> libraries = new ArrayList<>();
        for (FilePairs.Pair pair : new FilePairs(before, after).find()) {
            FileChange file = new FileChange(
                    pair.before().map(before.files()::get), pair.after().map(after.files()::get));
            LibraryChange library = library(
                    pair.before().map(before.natives()::get), pair.after().map(after.natives()::get));
            if (!file.before().equals(file.after())) {
                files.add(file);
            }
            if (!library.isSame()) {
                libraries.add(library);
            }
        }
        files.sort(Comparator.comparing(FileChange::path));
        libraries.sort(Comparator.comparing(LibraryChange::path));
        return new WheelDiff(
                before.state(),
                after.state(),
                SetChange.of(before.tags(), after.tags()),
                SetChange.of(before.metadata().requiresDist(), after.metadata().requiresDist()),
                SetChange.of(before.entryPoints(), after.entryPoints()),
                SetChange.of(before.externalLibraries(), after.externalLibraries()),
                SetChange.of(before.symbolVersions(), after.symbolVersions()),
                libraries,
                files);
    }

    /** Of two files that are no ELF files it says that nothing changed. */
    private static LibraryChange library(Optional<NativeContents> old, Optional<NativeContents> changed) {
        return new LibraryChange(
                old.map(NativeContents::state),
                changed.map(NativeContents::state),
                change(old, changed, elf -> Set.copyOf(elf.file().needed())),
                change(old, changed, elf -> Set.copyOf(elf.searchPath())),
                change(old, changed, NativeContents::exported),
                change(old, changed, NativeContents::undefined));
    }

    private static SetChange change(
            Optional<NativeContents> old,
            Optional<NativeContents> changed,
            Function<NativeContents, Set<String>> names) {
        return SetChange.of(old.map(names).orElse(Set.of()), changed.map(names).orElse(Set.of()));
    }
}
