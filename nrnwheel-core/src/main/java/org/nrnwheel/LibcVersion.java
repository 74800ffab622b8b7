package org.nrnwheel;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;
import org.nrnwheel.tag.Architecture;

/**
 * A C library's version. Versions compare within one library.
 *
 * @param name {@code glibc} or {@code musl}
 * @param major major version
 * @param minor minor version
 */
record LibcVersion(String name, int major, int minor) implements Comparable<LibcVersion> {
    private static final Pattern TEXT = Pattern.compile("(glibc|musl) (\\d{1,4})\\.(\\d{1,4}).*");
    private static final Pattern TAG = Pattern.compile("(?:many|musl)linux_(\\d{1,4})_(\\d{1,4})(?:_.*)?");

    /** Reads e.g. {@code glibc 2.31}. */
    static Optional<LibcVersion> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LibcVersion(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Reads what a platform tag promises (PEP 600, PEP 656), also one of the older names. */
    static Optional<LibcVersion> ofTag(String tag) {
        for (Libc libc : Libc.values()) {
            if (tag.startsWith(libc.prefix())) {
                // The names of glibc's older tags are the same for all CPUs that have them, and x86_64 has all.
                String bare = tag.replaceFirst("^(manylinux(?:1|2010|2014))_.*", "$1");
                Matcher matcher = TAG.matcher(Policies.of(libc, Architecture.X86_64)
                        .find(bare)
                        .map(Policy::name)
                        .orElse(tag));
                if (matcher.matches()) {
                    return Optional.of(new LibcVersion(
                            libc.name().toLowerCase(Locale.ROOT),
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2))));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(LibcVersion other) {
        return Comparator.comparing(LibcVersion::name)
                .thenComparing(LibcVersion::major)
                .thenComparing(LibcVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return name + " " + major + "." + minor;
    }
}
