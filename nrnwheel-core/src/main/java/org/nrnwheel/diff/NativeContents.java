package org.nrnwheel.diff;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.audit.NativeFile;
import org.nrnwheel.elf.DynamicSymbol;
import org.nrnwheel.elf.ElfException;
import org.nrnwheel.elf.ElfFile;

/** An ELF file with all names of its symbols, which audits do not keep. */
record NativeContents(NativeFile file, Set<String> exported, Set<String> undefined) {
    /** {@code SHN_ABS}. */
    private static final int ABSOLUTE = 0xfff1;

    static NativeContents read(NativeFile file, byte[] bytes) {
        Set<String> exported = new TreeSet<>();
        Set<String> undefined = new TreeSet<>();
        try {
            ElfFile.parse(ByteBuffer.wrap(bytes), file.path()).symbols().forEach(symbol -> {
                if (symbol.isExported() && !isVersion(symbol)) {
                    exported.add(name(symbol));
                } else if (symbol.isUndefined() && !symbol.isWeak()) {
                    undefined.add(name(symbol));
                }
            });
        } catch (ElfException e) {
            // A damaged file has no symbols that a loader could use; its content is compared all the same.
            return new NativeContents(file, Set.of(), Set.of());
        }
        return new NativeContents(file, exported, undefined);
    }

    /** The linker makes a symbol of each version's name. */
    private static boolean isVersion(DynamicSymbol symbol) {
        return symbol.section() == ABSOLUTE && symbol.version().equals(Optional.of(symbol.name()));
    }

    private static String name(DynamicSymbol symbol) {
        return symbol.name() + symbol.version().map(version -> "@" + version).orElse("");
    }

    List<String> searchPath() {
        List<String> entries = new ArrayList<>();
        file.rpath().forEach(entry -> entries.add("RPATH " + entry));
        file.runpath().forEach(entry -> entries.add("RUNPATH " + entry));
        return entries;
    }

    LibraryState state() {
        return new LibraryState(file.path(), file.kind(), file.soname(), FileNames.version(file.path()));
    }
}
