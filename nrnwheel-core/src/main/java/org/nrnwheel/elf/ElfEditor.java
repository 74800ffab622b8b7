package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes names of libraries and search paths in ELF files. A new string goes into the old one's place where it fits and no
 * other string shares that; otherwise the strings, and what else needs room, move into one new segment at the file's end.
 * Everything else stays byte by byte as it is. The result is read again and compared before it is returned.
 */
public final class ElfEditor {
    private final ElfFile file;
    private final ElfChanges changes;

    private ElfEditor(ElfFile file, ElfChanges changes) {
        this.file = file;
        this.changes = changes;
    }

    /**
     * Edits a file.
     *
     * @param file the file; it stays as it is
     * @param changes what to change
     * @return the edited file's bytes
     * @throws ElfException when the file is damaged, or cannot be edited: it has no dynamic section, or the result would
     *     not be the same file with these changes
     */
    public static byte[] edit(ElfFile file, ElfChanges changes) {
        byte[] edited = new ElfEditor(file, changes).edit();
        new EditCheck(file, changes).check(ElfFile.parse(ByteBuffer.wrap(edited), file.name()));
        return edited;
    }

    private byte[] edit() {
        List<ProgramHeader> headers = new ArrayList<>(file.programHeaders());
        if (changes.noExecutableStack()) {
            clearExecutableStack(headers);
        }
        Optional<DynamicEdit> dynamic = changesDynamic() ? Optional.of(dynamicEdit()) : Optional.empty();
        return new EditWriter(file, headers, dynamic).write();
    }

    private boolean changesDynamic() {
        return !changes.equals(
                changes.noExecutableStack() ? ElfChanges.none().withoutExecutableStack() : ElfChanges.none());
    }

    private DynamicEdit dynamicEdit() {
        if (file.isDebugOnly()) {
            throw file.bytes().wrong(-1, "the file", "holds only what debuggers need; there is nothing to edit");
        }
        DynamicSection section = file.dynamic()
                .orElseThrow(() -> file.bytes().wrong(-1, "PT_DYNAMIC", "is missing; there is nothing to edit"));
        StringTable strings = file.strings()
                .filter(table -> table.size() > 0)
                .orElseThrow(() -> file.bytes().wrong(-1, "DT_STRTAB", "is missing; there is nothing to edit"));
        return DynamicEdit.of(file, section, strings, changes);
    }

    /** A file that says nothing of its stack gets the system's default, which may be executable. */
    private static void clearExecutableStack(List<ProgramHeader> headers) {
        boolean found = false;
        for (int i = 0; i < headers.size(); i++) {
            ProgramHeader header = headers.get(i);
            if (header.type() == ProgramHeader.PT_GNU_STACK) {
                headers.set(i, header.withFlags(header.flags() & ~ProgramHeader.PF_X));
                found = true;
            }
        }
        if (!found && !headers.isEmpty()) {
            long flags = ProgramHeader.PF_R | ProgramHeader.PF_W;
            headers.add(new ProgramHeader(ProgramHeader.PT_GNU_STACK, flags, 0, 0, 0, 0, 0, 16));
        }
    }
}
