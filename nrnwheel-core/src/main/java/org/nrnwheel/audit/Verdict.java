package org.nrnwheel.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.tag.Architecture;

/**
 * Which platform tag fits the ELF files of one architecture.
 *
 * @param libc the C library
 * @param architecture the architecture
 * @param overall the best tag that fits: {@code linux_…} when none does that promises something
 * @param bySymbols the best tag that the symbol versions allow; what a wheel gets when external libraries are grafted
 * @param byLibraries the best tag that allows all libraries that the wheel does not provide itself
 * @param byBlockedSymbols the best tag whose libraries surely have the symbols that are used
 * @param byIsa {@code linux_…} when a file needs an instruction set beyond the architecture's, else the best tag
 * @param ucs2 whether an extension is for a Python with narrow Unicode
 * @param pyfpe whether an extension is for a Python with fpectl
 * @param versions symbol versions that the files need, by soname, those of libraries inside the wheel too
 * @param external libraries that some files need, that the wheel does not provide to them, and that the loosest policy
 *     does not allow
 * @param libraries for each tag, sonames that the wheel does not provide and the tag does not allow, best tag first
 * @param blocked for each tag, symbols that its libraries may lack, by soname, best tag first
 * @param steps the tags that are better than the overall one, nearest first, with what forbids each
 */
public record Verdict(
        Libc libc,
        Architecture architecture,
        String overall,
        String bySymbols,
        String byLibraries,
        String byBlockedSymbols,
        String byIsa,
        boolean ucs2,
        boolean pyfpe,
        Map<String, Set<String>> versions,
        List<ExternalReference> external,
        Map<String, List<String>> libraries,
        Map<String, Map<String, List<String>>> blocked,
        List<TagStep> steps) {
    /**
     * Copies the collections.
     */
    public Verdict {
        Map<String, Set<String>> sorted = new TreeMap<>();
        versions.forEach(
                (library, names) -> sorted.put(library, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
        versions = Collections.unmodifiableMap(sorted);
        external = List.copyOf(external);
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
        blocked = Collections.unmodifiableMap(new LinkedHashMap<>(blocked));
        steps = List.copyOf(steps);
    }
}
