package org.nrnwheel.pypi;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Platform tags that PyPI takes: those of {@code forklift/legacy.py}, which follow PEP 513, 571, 599, 600, 656, 730, 738 and 783. */
final class PlatformRules {
    private static final Set<String> PLAIN =
            Set.of("any", "win32", "win_arm64", "win_amd64", "win_ia64", "linux_armv6l", "linux_armv7l");

    /** A pattern with the architectures that its last group may name. */
    private record Family(Pattern pattern, Set<String> architectures) {
        static Family of(String pattern, String... architectures) {
            return new Family(Pattern.compile(pattern), Set.of(architectures));
        }

        boolean has(String tag) {
            Matcher matcher = pattern.matcher(tag);
            return matcher.matches() && architectures.contains(matcher.group(1));
        }
    }

    private static final Family[] FAMILIES = {
        Family.of("manylinux(?:1|2010)_(.+)", "x86_64", "i686"),
        Family.of("manylinux2014_(.+)", "x86_64", "i686", "aarch64", "armv7l", "ppc64", "ppc64le", "s390x"),
        Family.of(
                "(?:many|musl)linux_\\d+_\\d+_(.+)",
                "x86_64",
                "i686",
                "aarch64",
                "armv7l",
                "ppc64le",
                "s390x",
                "riscv64"),
        Family.of(
                "macosx_10_\\d+_(.+)",
                "x86_64",
                "arm64",
                "universal2",
                "intel",
                "universal",
                "fat",
                "fat3",
                "fat64",
                "i386",
                "ppc",
                "ppc64"),
        Family.of("macosx_(?:1[1-9]|[2-9]\\d)_\\d+_(.+)", "x86_64", "arm64", "universal2"),
        Family.of("ios_\\d+_\\d+_(.+)", "arm64_iphoneos", "arm64_iphonesimulator", "x86_64_iphonesimulator"),
        Family.of("android_\\d+_(.+)", "armeabi_v7a", "arm64_v8a", "x86", "x86_64"),
        Family.of("(?:pyodide|pyemscripten)_\\d{4}_\\d+_(.+)", "wasm32")
    };

    private PlatformRules() {}

    static boolean accepts(String tag) {
        return PLAIN.contains(tag) || Stream.of(FAMILIES).anyMatch(family -> family.has(tag));
    }
}
