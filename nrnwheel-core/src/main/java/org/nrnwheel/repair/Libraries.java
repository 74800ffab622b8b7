package org.nrnwheel.repair;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.nrnwheel.elf.ElfException;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.tag.Architecture;

/** Tells libraries for an architecture from other files of the same name, such as linker scripts. */
final class Libraries {
    private Libraries() {}

    static boolean fits(byte[] content, Architecture architecture) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (!ElfFile.isElf(bytes)) {
            return false;
        }
        try {
            ElfFile file = ElfFile.parse(bytes, "a library");
            return file.architecture().equals(Optional.of(architecture))
                    && file.dynamic().isPresent();
        } catch (ElfException e) {
            return false;
        }
    }
}
