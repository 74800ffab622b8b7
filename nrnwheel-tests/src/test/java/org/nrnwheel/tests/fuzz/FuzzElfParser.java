package org.nrnwheel.tests.fuzz;

import java.nio.ByteBuffer;
import org.nrnwheel.elf.ElfException;
import org.nrnwheel.elf.ElfFile;

/** All that can be asked of an ELF file. */
public final class FuzzElfParser {
    private FuzzElfParser() {}

    /** Reads one file. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limit.hold(1 << 20, 512, data, () -> read(data));
    }

    private static void read(byte[] data) {
        try {
            ElfFile elf = ElfFile.parse(ByteBuffer.wrap(data), "file");
            elf.isTruncated();
            elf.architecture();
            elf.sectionHeaders();
            elf.versionNeeds();
            elf.versionDefinitions();
            elf.notes();
            elf.properties();
            elf.hasExecutableStack();
            elf.interpreter();
            elf.symbols().forEach(symbol -> symbol.isExported());
        } catch (ElfException e) {
            // The one error that a damaged file may end in.
        }
    }
}
