package org.nrnwheel.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.nrnwheel.tag.Architecture;

/**
 * What one platform tag allows a wheel to need of the system it is installed on. Immutable.
 *
 * @param name the tag without its architecture, e.g. {@code manylinux_2_17}, or {@code linux}, which promises nothing
 * @param aliases older names of the same, e.g. {@code manylinux2014}
 * @param priority the higher, the more systems fit; 0 for {@code linux}
 * @param architecture the architecture
 * @param versions symbol versions that the system's libraries have, by prefix: {@code GLIBC_2.17} stands as
 *     {@code 2.17} below {@code GLIBC}
 * @param libraries sonames that the system has
 * @param blocked symbols that the system's library may lack though it has the soname, by soname
 */
public record Policy(
        String name,
        List<String> aliases,
        int priority,
        Architecture architecture,
        Map<String, Set<String>> versions,
        Set<String> libraries,
        Map<String, Set<String>> blocked)
        implements Comparable<Policy> {
    /**
     * Copies the collections.
     */
    public Policy {
        aliases = List.copyOf(aliases);
        versions = sorted(versions);
        libraries = Collections.unmodifiableSortedSet(new TreeSet<>(libraries));
        blocked = sorted(blocked);
    }

    /**
     * Makes the policy that allows everything: {@code linux}.
     *
     * @param architecture the architecture
     * @return the policy
     */
    public static Policy linux(Architecture architecture) {
        return new Policy("linux", List.of(), 0, architecture, Map.of(), Set.of(), Map.of());
    }

    /**
     * Returns the platform tag.
     *
     * @return e.g. {@code manylinux_2_17_x86_64}
     */
    public String tag() {
        return name + "_" + architecture;
    }

    /**
     * Returns the tag and its older names.
     *
     * @return e.g. {@code manylinux_2_17_x86_64}, {@code manylinux2014_x86_64}
     */
    public List<String> tags() {
        return Stream.concat(Stream.of(name), aliases.stream())
                .map(each -> each + "_" + architecture)
                .toList();
    }

    /**
     * Says whether this is {@code linux}, which promises nothing.
     *
     * @return whether it is
     */
    public boolean isLinux() {
        return priority == 0;
    }

    /**
     * Says whether the system's libraries have a symbol version. One with a prefix that this policy does not know is no
     * matter of this policy: the library that has it is.
     *
     * @param version e.g. {@code GLIBC_2.17}
     * @return whether it is allowed
     */
    public boolean allowsVersion(String version) {
        int underscore = version.indexOf('_');
        Set<String> known = underscore < 0 ? null : versions.get(version.substring(0, underscore));
        return known == null || known.contains(version.substring(underscore + 1));
    }

    /**
     * Says whether a wheel may need a library of the system. The dynamic loader is always allowed.
     *
     * @param soname e.g. {@code libz.so.1}
     * @return whether it may
     */
    public boolean allowsLibrary(String soname) {
        return isLinux() || isLoader(soname) || libraries.contains(soname);
    }

    /**
     * Says whether a soname is that of glibc's dynamic loader.
     *
     * @param soname e.g. {@code ld-linux-x86-64.so.2}
     * @return whether it is
     */
    public static boolean isLoader(String soname) {
        return soname.contains("ld-linux") || soname.equals("ld64.so.1") || soname.equals("ld64.so.2");
    }

    /**
     * Orders policies by how many systems fit: the more, the greater. Consistent with {@link #equals} among the policies
     * of one architecture and C library.
     */
    @Override
    public int compareTo(Policy other) {
        return Integer.compare(priority, other.priority);
    }

    @Override
    public String toString() {
        return tag();
    }

    private static Map<String, Set<String>> sorted(Map<String, Set<String>> sets) {
        Map<String, Set<String>> copy = new TreeMap<>();
        sets.forEach((name, set) -> copy.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(set))));
        return Collections.unmodifiableMap(copy);
    }
}
