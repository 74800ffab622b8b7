package org.nrnwheel.audit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.tag.Architecture;

/**
 * An ELF file of a wheel. Immutable.
 *
 * @param path its path in the wheel
 * @param size its size in bytes
 * @param unixMode its Unix mode in the archive, 0 when the archive does not say
 * @param kind what it is for
 * @param architecture what it runs on, or nothing when no platform tag names that
 * @param libc the C library that it asks for, or nothing when it does not say
 * @param isaLevel the x86-64 level that it asks for (2 to 4), or 0
 * @param interpreter the dynamic loader that a program asks for, or nothing
 * @param soname the name by which other files need it, or nothing
 * @param needed sonames of the libraries that it needs, in order
 * @param rpath entries of DT_RPATH as they stand, in order
 * @param runpath entries of DT_RUNPATH as they stand, in order
 * @param versions symbol versions that it needs, by soname of the library
 * @param unresolved sonames that it needs, that no file found through its search path provides, and that the loosest
 *     policy does not allow
 */
public record NativeFile(
        String path,
        long size,
        int unixMode,
        FileKind kind,
        Optional<Architecture> architecture,
        Optional<Libc> libc,
        int isaLevel,
        Optional<String> interpreter,
        Optional<String> soname,
        List<String> needed,
        List<String> rpath,
        List<String> runpath,
        Map<String, Set<String>> versions,
        Set<String> unresolved) {
    /**
     * Copies the collections.
     */
    public NativeFile {
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
        Map<String, Set<String>> sorted = new TreeMap<>();
        versions.forEach(
                (library, names) -> sorted.put(library, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
        versions = Collections.unmodifiableMap(sorted);
        unresolved = Collections.unmodifiableSortedSet(new TreeSet<>(unresolved));
    }

    /**
     * Returns the file's name without its directories.
     *
     * @return e.g. {@code libz.so.1}
     */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Returns the search path that counts: the loader ignores DT_RPATH where there is DT_RUNPATH.
     *
     * @return entries as they stand
     */
    public List<String> searchPath() {
        return runpath.isEmpty() ? rpath : runpath;
    }

    /**
     * Returns what is the same in the names of a library's copies: the name without version and without the digest that repairs put
     * into it.
     *
     * @param name a soname or file name, e.g. {@code libz-01234567.so.1}
     * @return e.g. {@code libz}
     */
    public static String stem(String name) {
        return name.replaceFirst("\\.so(\\..*)?$", "").replaceFirst("(?:-[0-9a-f]{8}){1,2}$", "");
    }

    NativeFile withUnresolved(Set<String> sonames) {
        return new NativeFile(
                path,
                size,
                unixMode,
                kind,
                architecture,
                libc,
                isaLevel,
                interpreter,
                soname,
                needed,
                rpath,
                runpath,
                versions,
                sonames);
    }
}
