package org.nrnwheel.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the checks and the judgement need of an ELF file, kept after its bytes are gone.
 *
 * @param file what is reported
 * @param pythonMajor for an extension 2 or 3, else 0
 * @param usedVersions symbols by version by library, those that are undefined; a few dozen of each
 * @param undefined undefined symbols that policies or Python's rules are about; weak ones are left out
 * @param ucs2 whether symbols of a narrow Python are undefined
 * @param pyfpe whether symbols of fpectl are undefined
 * @param exports names that it exports
 * @param definedVersions versions that it defines
 * @param executableStack whether it asks for an executable stack
 * @param textRelocations whether the loader has to write to its code
 * @param writableCode whether a segment is both writable and executable
 * @param segmentProblems what is wrong with its segments
 * @param strippable bytes of its symbol tables and debugging sections
 * @param buildPaths paths of the machine that built it, some of those in its data
 * @param problem why nothing more is known of it; empty when it was read
 */
record ElfFacts(
        NativeFile file,
        int pythonMajor,
        Map<String, Map<String, Set<String>>> usedVersions,
        Set<String> undefined,
        boolean ucs2,
        boolean pyfpe,
        ExportedNames exports,
        Set<String> definedVersions,
        boolean executableStack,
        boolean textRelocations,
        boolean writableCode,
        List<SegmentProblem> segmentProblems,
        long strippable,
        List<String> buildPaths,
        String problem) {
    /** A fault of the program headers, by the check that reports it. */
    record SegmentProblem(String id, String text) {}

    String path() {
        return file.path();
    }

    boolean isDamaged() {
        return !problem.isEmpty();
    }

    /** Whether a loader ever sees it. */
    boolean isLoadable() {
        return !isDamaged() && file.kind() != FileKind.OBJECT && file.kind() != FileKind.DEBUG;
    }
}
