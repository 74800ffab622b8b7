package org.nrnwheel.tag;

import java.util.Comparator;

/**
 * Names one job of a build: the interpreter's tag and the platform, e.g. {@code cp38-manylinux_x86_64}. Where the ABI
 * says more than the interpreter ({@code cp37m}, {@code cp313t}), the ABI tag stands first. Immutable.
 *
 * @param python the ABI tag of the interpreter, e.g. {@code cp311}, {@code cp313t}
 * @param platform the platform, e.g. {@code linux_x86_64}
 */
public record BuildIdentifier(String python, String platform) implements Comparable<BuildIdentifier> {
    private static final Comparator<BuildIdentifier> ORDER = Comparator.comparingInt(
                    (BuildIdentifier id) -> id.python().length())
            .thenComparing(BuildIdentifier::python)
            .thenComparing(BuildIdentifier::platform);

    /**
     * Checks both parts: they name directories.
     *
     * @param python the ABI tag
     * @param platform the platform
     */
    public BuildIdentifier {
        check(python);
        check(platform);
    }

    /**
     * Reads an identifier.
     *
     * @param text e.g. {@code cp38-manylinux_x86_64}
     * @return the identifier
     */
    public static BuildIdentifier parse(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            throw new IllegalArgumentException("not a build identifier such as cp38-manylinux_x86_64: " + text);
        }
        return new BuildIdentifier(text.substring(0, hyphen), text.substring(hyphen + 1));
    }

    private static void check(String part) {
        if (!part.matches("[A-Za-z0-9_.]+") || part.startsWith(".")) {
            throw new IllegalArgumentException("not a part of a build identifier: " + part);
        }
    }

    @Override
    public int compareTo(BuildIdentifier other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return python + "-" + platform;
    }
}
