package org.nrnwheel.repair;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of grafted libraries: with the start of their digest, so that two packages' copies never mix in one process. */
final class LibraryNames {
    private static final Pattern LIBPYTHON = Pattern.compile("libpython\\d+\\.\\d+m?t?\\.so(\\.\\d)*");
    private static final int DIGITS = 8;

    private LibraryNames() {}

    /** The digest goes before the first dot: {@code libz.so.1.2.13} becomes {@code libz-01234567.so.1.2.13}. */
    static String hashed(String fileName, String sha256) {
        int dot = fileName.indexOf('.');
        String base = dot < 0 ? fileName : fileName.substring(0, dot);
        String end = dot < 0 ? "" : fileName.substring(dot);
        String hash = "-" + sha256.substring(0, DIGITS);
        return base.endsWith(hash) ? fileName : base + hash + end;
    }

    /** The interpreter brings its own library; extensions must not need another. */
    static boolean isPython(String soname) {
        return LIBPYTHON.matcher(soname).matches();
    }

    /** The path from a directory to another one, for {@code $ORIGIN}. */
    static String origin(String fromDirectory, String toDirectory) {
        String relative = Path.of("/" + fromDirectory)
                .relativize(Path.of("/" + toDirectory))
                .toString()
                .replace('\\', '/');
        return relative.isEmpty() ? "$ORIGIN" : "$ORIGIN/" + relative;
    }
}
