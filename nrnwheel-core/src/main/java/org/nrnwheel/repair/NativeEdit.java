package org.nrnwheel.repair;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.elf.ElfChanges;

/**
 * What a repair changes in one native file.
 *
 * @param soname its new name
 * @param replaced new names of needed libraries by their old ones
 * @param removed libraries that it no longer needs
 * @param rpath paths of {@code DT_RPATH}; empty text removes it, nothing leaves it as it is
 * @param runpath paths of {@code DT_RUNPATH}; empty text removes it, nothing leaves it as it is
 */
public record NativeEdit(
        Optional<String> soname,
        Map<String, String> replaced,
        Set<String> removed,
        Optional<String> rpath,
        Optional<String> runpath) {
    /** Copies the collections, sorted. */
    public NativeEdit {
        replaced = Collections.unmodifiableMap(new TreeMap<>(replaced));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    }

    /**
     * Says whether nothing changes.
     *
     * @return whether there is no change in it
     */
    public boolean isEmpty() {
        return changes().equals(ElfChanges.none());
    }

    ElfChanges changes() {
        ElfChanges changes = ElfChanges.none();
        if (soname.isPresent()) {
            changes = changes.withSoname(soname.get());
        }
        for (Map.Entry<String, String> entry : replaced.entrySet()) {
            changes = changes.replacing(entry.getKey(), entry.getValue());
        }
        for (String name : removed) {
            changes = changes.removing(name);
        }
        if (rpath.isPresent()) {
            changes = changes.withRpath(rpath.get());
        }
        return runpath.isPresent() ? changes.withRunpath(runpath.get()) : changes;
    }
}
