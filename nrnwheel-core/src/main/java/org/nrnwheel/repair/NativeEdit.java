package org.nrnwheel.repair;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.elf.ElfChanges;
import org.nrnwheel.elf.ElfEditor;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.elf.ElfStrip;

/**
 * What a repair changes in one native file.
 *
 * @param soname its new name
 * @param replaced new names of needed libraries by their old ones
 * @param removed libraries that it no longer needs
 * @param rpath paths of {@code DT_RPATH}; empty text removes it, nothing leaves it as it is
 * @param runpath paths of {@code DT_RUNPATH}; empty text removes it, nothing leaves it as it is
 * @param strip whether its symbol table and debugging information are left out
 */
public record NativeEdit(
        Optional<String> soname,
        Map<String, String> replaced,
        Set<String> removed,
        Optional<String> rpath,
        Optional<String> runpath,
        boolean strip) {
    /** Copies the collections, sorted. */
    public NativeEdit {
        replaced = Collections.unmodifiableMap(new TreeMap<>(replaced));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    }

    /**
     * Makes an edit that leaves symbols.
     *
     * @param soname its new name
     * @param replaced new names of needed libraries by their old ones
     * @param removed libraries that it no longer needs
     * @param rpath paths of {@code DT_RPATH}
     * @param runpath paths of {@code DT_RUNPATH}
     */
    public NativeEdit(
            Optional<String> soname,
            Map<String, String> replaced,
            Set<String> removed,
            Optional<String> rpath,
            Optional<String> runpath) {
        this(soname, replaced, removed, rpath, runpath, false);
    }

    NativeEdit withStrip(boolean wanted) {
        return new NativeEdit(soname, replaced, removed, rpath, runpath, wanted);
    }

    /**
     * Says whether nothing changes.
     *
     * @return whether there is no change in it
     */
    public boolean isEmpty() {
        return !strip && changes().equals(ElfChanges.none());
    }

    /** Carries it out. */
    byte[] apply(byte[] content, String name) {
        ElfFile file = ElfFile.parse(ByteBuffer.wrap(content), name);
        byte[] stripped = strip ? ElfStrip.strip(file) : content;
        if (changes().equals(ElfChanges.none())) {
            return stripped;
        }
        return ElfEditor.edit(strip ? ElfFile.parse(ByteBuffer.wrap(stripped), name) : file, changes());
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
