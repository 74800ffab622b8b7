package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of a wheel land (PEP 427), as paths below a prefix: packages in {@code lib/python/site-packages}, the
 * parts of {@code .data} where installers put them. {@code $ORIGIN} is about these.
 */
final class InstalledPaths {
    static final String SITE = "lib/python/site-packages/";

    private final String data;

    InstalledPaths(String distInfo) {
        this.data = distInfo.replaceFirst("\\.dist-info$", "") + ".data/";
    }

    /** Returns where an entry of the wheel lands. */
    String of(String entry) {
        if (!entry.startsWith(data)) {
            return SITE + entry;
        }
        String rest = entry.substring(data.length());
        int slash = rest.indexOf('/');
        if (slash < 0) {
            return SITE + entry;
        }
        String inside = rest.substring(slash + 1);
        return switch (rest.substring(0, slash)) {
            case "purelib", "platlib" -> SITE + inside;
            case "scripts" -> "bin/" + inside;
            case "headers" -> "include/python/" + inside;
            case "data" -> inside;
            default -> SITE + entry;
        };
    }

    /** Whether an installer makes an entry executable whatever its mode. */
    boolean isScript(String entry) {
        return entry.startsWith(data + "scripts/");
    }

    /** Returns an entry of a search path as a directory below the prefix, or nothing when it is not about the wheel. */
    static Optional<String> directory(String entry, String installedFile) {
        String origin = parent(installedFile);
        String path = entry.replace("${ORIGIN}", "$ORIGIN");
        if (!path.startsWith("$ORIGIN")) {
            return Optional.empty();
        }
        String rest = path.substring("$ORIGIN".length());
        return rest.isEmpty() || rest.startsWith("/") ? normalize(origin + rest) : Optional.empty();
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Nothing for a path that leaves the prefix. */
    private static Optional<String> normalize(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }
}
