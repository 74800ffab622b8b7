package org.nrnwheel.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.WheelMetadata;

/**
 * A wheel as checks see it.
 *
 * @param name its file name, taken apart
 * @param distInfo the directory with the metadata
 * @param entries all files
 * @param natives the ELF files among them
 * @param paths where files land
 * @param graph which libraries the judged files find in the wheel
 * @param verdicts which platform tags fit, the wheel's own architecture first
 * @param metadata METADATA, when it can be read
 * @param wheelMetadata WHEEL, when it can be read
 * @param entryPoints objects by name by group
 */
record Subject(
        WheelName name,
        String distInfo,
        List<EntryFacts> entries,
        List<ElfFacts> natives,
        InstalledPaths paths,
        Optional<LibraryGraph> graph,
        List<Verdict> verdicts,
        Optional<CoreMetadata> metadata,
        Optional<WheelMetadata> wheelMetadata,
        Map<String, Map<String, String>> entryPoints) {
    /** The ELF files that a loader may see. */
    List<ElfFacts> loadable() {
        return natives.stream().filter(ElfFacts::isLoadable).toList();
    }
}
