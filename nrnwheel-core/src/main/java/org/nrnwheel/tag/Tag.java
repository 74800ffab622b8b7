package org.nrnwheel.tag;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A compatibility tag (PEP 425), in lower case. Immutable.
 *
 * @param python the interpreter, e.g. {@code cp311}
 * @param abi the binary interface, e.g. {@code cp311} or {@code none}
 * @param platform the platform, e.g. {@code manylinux_2_28_x86_64}, {@code any}
 */
public record Tag(String python, String abi, String platform) implements Comparable<Tag> {
    /** Real wheels have a few dozen. */
    private static final int MOST = 1024;

    /**
     * Checks the parts and lowers their case.
     *
     * @param python the interpreter
     * @param abi the binary interface
     * @param platform the platform
     */
    public Tag {
        python = check(python);
        abi = check(abi);
        platform = check(platform);
    }

    /**
     * Reads one tag or a compressed set of them.
     *
     * @param text e.g. {@code py2.py3-none-any}
     * @return the tags, in the order of the text
     * @throws IllegalArgumentException when the text has not three parts, or stands for more than 1024 tags
     */
    public static Set<Tag> parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a tag such as cp311-cp311-linux_x86_64: " + text);
        }
        return expand(split(parts[0]), split(parts[1]), split(parts[2]));
    }

    /**
     * Says whether the tag promises no platform: {@code any}.
     *
     * @return whether it fits every platform
     */
    public boolean isAnyPlatform() {
        return platform.equals("any");
    }

    static List<String> split(String compressed) {
        return List.of(compressed.split("\\.", -1));
    }

    static Set<Tag> expand(List<String> pythons, List<String> abis, List<String> platforms) {
        refuseTooMany(pythons, abis, platforms);
        Set<Tag> tags = new LinkedHashSet<>();
        for (String python : pythons) {
            for (String abi : abis) {
                platforms.forEach(platform -> tags.add(new Tag(python, abi, platform)));
            }
        }
        return tags;
    }

    /** A short text stands for a number of tags that grows with the third power of its length. */
    static void refuseTooMany(List<String> pythons, List<String> abis, List<String> platforms) {
        long count = (long) pythons.size() * abis.size() * platforms.size();
        if (count > MOST) {
            throw new IllegalArgumentException("it stands for " + count + " tags; at most " + MOST + " are read");
        }
    }

    static String check(String part) {
        if (!part.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("not a part of a tag: '" + part + "'");
        }
        return part.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Tag other) {
        return toString().compareTo(other.toString());
    }

    /**
     * Writes the tag.
     *
     * @return e.g. {@code cp311-cp311-linux_x86_64}
     */
    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
