package org.nrnwheel.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an audit is done: pure data.
 *
 * @param excludes sonames that are somebody else's matter, with {@code *} and {@code ?} as in a shell
 * @param levels severities by check that hold instead of the usual ones
 * @param libraryDirectories where external libraries are looked up, in order; what is found stands apart in the report
 * @param sysroot the root of a Linux system in whose directories they are looked up too, or nothing
 */
public record AuditOptions(
        List<String> excludes, Map<String, Severity> levels, List<Path> libraryDirectories, Optional<Path> sysroot) {
    /** Nothing excluded, the usual severities. */
    public static final AuditOptions STANDARD = new AuditOptions(List.of(), Map.of(), List.of(), Optional.empty());

    /**
     * Copies the collections.
     */
    public AuditOptions {
        excludes = List.copyOf(excludes);
        levels = Collections.unmodifiableMap(new TreeMap<>(levels));
        libraryDirectories = List.copyOf(libraryDirectories);
    }

    /**
     * Replaces the excludes.
     *
     * @param sonames the excludes
     * @return the changed options
     */
    public AuditOptions withExcludes(List<String> sonames) {
        return new AuditOptions(sonames, levels, libraryDirectories, sysroot);
    }

    /**
     * Replaces the severities.
     *
     * @param changed severities by check
     * @return the changed options
     */
    public AuditOptions withLevels(Map<String, Severity> changed) {
        return new AuditOptions(excludes, changed, libraryDirectories, sysroot);
    }

    /**
     * Replaces where external libraries are looked up.
     *
     * @param directories the directories, in order
     * @param root the root of a Linux system, or nothing
     * @return the changed options
     */
    public AuditOptions withLibraries(List<Path> directories, Optional<Path> root) {
        return new AuditOptions(excludes, levels, directories, root);
    }

    boolean looksUp() {
        return !libraryDirectories.isEmpty() || sysroot.isPresent();
    }

    List<Path> directories() {
        List<Path> all = new ArrayList<>(libraryDirectories);
        sysroot.ifPresent(root -> all.addAll(LibraryLookup.standard(root)));
        return all;
    }
}
