package org.nrnwheel.diff;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of ELF files without what changes from build to build: hashes of grafted libraries, versions, Pythons. */
final class FileNames {
    private static final Pattern HASH = Pattern.compile("-[0-9a-f]{8}(?:-[0-9a-f]{8})?(?=\\.|$)");
    private static final Pattern VERSION =
            Pattern.compile("(?<stem>.+?)(?:\\.(?<inner>\\d+\\.\\d[\\w.]*))?\\.so(?:\\.(?<outer>\\d.*))?");
    private static final Pattern PYTHON = Pattern.compile("\\.(?:cpython-|pypy|abi3|cp\\d)[^/]*\\.so$");

    private FileNames() {}

    /** What two builds of a library have in common: {@code libz} of {@code demo.libs/libz-dd453c56.so.1.2.11}. */
    static String stem(String path) {
        String name = unhashed(path);
        Matcher python = PYTHON.matcher(name);
        if (python.find()) {
            return name.substring(0, python.start());
        }
        Matcher matcher = VERSION.matcher(name);
        return matcher.matches() ? matcher.group("stem") : name;
    }

    static Optional<String> version(String path) {
        String name = unhashed(path);
        Matcher matcher = VERSION.matcher(name);
        return PYTHON.matcher(name).find() || !matcher.matches()
                ? Optional.empty()
                : Optional.ofNullable(matcher.group("outer")).or(() -> Optional.ofNullable(matcher.group("inner")));
    }

    private static String unhashed(String path) {
        return HASH.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceFirst("");
    }
}
