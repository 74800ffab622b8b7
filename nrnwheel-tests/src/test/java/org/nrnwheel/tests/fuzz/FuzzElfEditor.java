package org.nrnwheel.tests.fuzz;

import java.nio.ByteBuffer;
import org.nrnwheel.elf.ElfChanges;
import org.nrnwheel.elf.ElfEditor;
import org.nrnwheel.elf.ElfException;
import org.nrnwheel.elf.ElfFile;

/** Edits of an ELF file; the first byte says which. What comes out must be a file that can be read and edited again. */
public final class FuzzElfEditor {
    /** A file may grow by up to 256 MiB of zeros, where its memory has them: see EditWriter. */
    private static final long GROWTH = 600L << 20;

    private FuzzElfEditor() {}

    /** Edits one file. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Limit.hold(GROWTH, 2048, data, () -> edit(data));
    }

    private static void edit(byte[] data) {
        byte[] edited;
        try {
            ElfFile elf = ElfFile.parse(ByteBuffer.wrap(data, 1, data.length - 1), "file");
            edited = ElfEditor.edit(elf, changes(data[0], elf));
        } catch (ElfException e) {
            return; // The one error that a damaged file may end in.
        }
        ElfFile.parse(ByteBuffer.wrap(edited), "edited").symbols().forEach(symbol -> symbol.isExported());
    }

    private static ElfChanges changes(byte choice, ElfFile elf) {
        ElfChanges changes = ElfChanges.none();
        changes = (choice & 1) == 0 ? changes : changes.withRunpath("$ORIGIN/../demo.libs");
        changes = (choice & 2) == 0 ? changes : changes.withRpath("");
        changes = (choice & 4) == 0 ? changes : changes.withSoname("libdemo-01234567.so.1");
        changes = (choice & 8) == 0 ? changes : changes.adding("libadded.so.1");
        changes = (choice & 16) == 0 ? changes : changes.withoutExecutableStack();
        String needed = elf.dynamic()
                .flatMap(section -> section.needed().stream().findFirst())
                .filter(name -> !name.isEmpty())
                .orElse("libc.so.6");
        changes = (choice & 32) == 0 ? changes : changes.replacing(needed, "libother-01234567.so.6");
        return (choice & 64) == 0 ? changes : changes.removing(needed);
    }
}
