package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be changed in a file: a value that compares and prints. A change that finds nothing to change does nothing.
 *
 * @param soname the library's new name
 * @param replaced new names of needed libraries by their old ones
 * @param removed needed libraries that are no longer needed
 * @param added libraries that are needed besides, after the others
 * @param rpath paths of {@code DT_RPATH}; empty text removes it, nothing leaves it as it is
 * @param runpath paths of {@code DT_RUNPATH}; empty text removes it, nothing leaves it as it is
 * @param noExecutableStack whether the stack must not be executable
 */
public record ElfChanges(
        Optional<String> soname,
        Map<String, String> replaced,
        Set<String> removed,
        List<String> added,
        Optional<String> rpath,
        Optional<String> runpath,
        boolean noExecutableStack) {
    /** Copies the collections, sorted where order means nothing, and checks the names. */
    public ElfChanges {
        replaced = Collections.unmodifiableMap(new TreeMap<>(replaced));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
        added = List.copyOf(added);
        soname.ifPresent(ElfChanges::checkName);
        replaced.values().forEach(ElfChanges::checkName);
        added.forEach(ElfChanges::checkName);
        rpath.ifPresent(ElfChanges::checkText);
        runpath.ifPresent(ElfChanges::checkText);
    }

    /**
     * Changes nothing.
     *
     * @return the empty value, which the others start from
     */
    public static ElfChanges none() {
        return new ElfChanges(
                Optional.empty(), Map.of(), Set.of(), List.of(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * Names the library anew.
     *
     * @param name its new soname
     * @return the changed value
     */
    public ElfChanges withSoname(String name) {
        return new ElfChanges(Optional.of(name), replaced, removed, added, rpath, runpath, noExecutableStack);
    }

    /**
     * Needs another library instead of one; versions needed of the old one are needed of the new one.
     *
     * @param old soname as the file needs it
     * @param name the soname instead
     * @return the changed value
     */
    public ElfChanges replacing(String old, String name) {
        Map<String, String> changed = new TreeMap<>(replaced);
        changed.put(old, name);
        return new ElfChanges(soname, changed, removed, added, rpath, runpath, noExecutableStack);
    }

    /**
     * Needs a library no longer.
     *
     * @param name soname as the file needs it
     * @return the changed value
     */
    public ElfChanges removing(String name) {
        Set<String> changed = new TreeSet<>(removed);
        changed.add(name);
        return new ElfChanges(soname, replaced, changed, added, rpath, runpath, noExecutableStack);
    }

    /**
     * Needs one library more, unless the file needs it already.
     *
     * @param name its soname
     * @return the changed value
     */
    public ElfChanges adding(String name) {
        List<String> changed = new ArrayList<>(added);
        changed.add(name);
        return new ElfChanges(soname, replaced, removed, changed, rpath, runpath, noExecutableStack);
    }

    /**
     * Sets or removes {@code DT_RPATH}.
     *
     * @param paths joined by colons; empty removes it
     * @return the changed value
     */
    public ElfChanges withRpath(String paths) {
        return new ElfChanges(soname, replaced, removed, added, Optional.of(paths), runpath, noExecutableStack);
    }

    /**
     * Sets or removes {@code DT_RUNPATH}.
     *
     * @param paths joined by colons; empty removes it
     * @return the changed value
     */
    public ElfChanges withRunpath(String paths) {
        return new ElfChanges(soname, replaced, removed, added, rpath, Optional.of(paths), noExecutableStack);
    }

    /**
     * Makes the stack one that must not be executable.
     *
     * @return the changed value
     */
    public ElfChanges withoutExecutableStack() {
        return new ElfChanges(soname, replaced, removed, added, rpath, runpath, true);
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a library must have a name");
        }
        checkText(name);
    }

    private static void checkText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a string with a NUL in it: " + text.replace('\0', '?'));
        }
    }
}
