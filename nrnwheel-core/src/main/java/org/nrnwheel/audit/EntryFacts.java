package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.wheel.WheelEntry;

/**
 * What is known of an entry of the wheel after it was read once.
 *
 * @param entry the entry
 * @param problem why it is not what RECORD or the archive says; empty when it is
 * @param elf its facts when it is an ELF file
 * @param isScript whether it begins with {@code #!}
 * @param buildPaths paths of the machine that built it, some of them
 * @param imports top-level modules that a Python source imports unconditionally
 * @param version what a Python source says is {@code __version__}
 */
record EntryFacts(
        WheelEntry entry,
        String problem,
        Optional<ElfFacts> elf,
        boolean isScript,
        List<String> buildPaths,
        Set<String> imports,
        Optional<String> version) {
    String name() {
        return entry.name();
    }
}
