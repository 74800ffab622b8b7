package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of a wheel land (PEP 427), as paths below a prefix: packages in {@code lib/python/site-packages}, the
 * parts of {@code .data} where installers put them. {@code $ORIGIN} is about these. Immutable.
 */
public final class InstalledPaths {
    /** Where packages land, with a slash at its end. */
    public static final String SITE = "lib/python/site-packages/";

    private final String data;

    /**
     * Makes the paths of a wheel.
     *
     * @param distInfo the name of its {@code .dist-info} directory
     */
    public InstalledPaths(String distInfo) {
        this.data = distInfo.replaceFirst("\\.dist-info$", "") + ".data/";
    }

    /**
     * Returns where an entry of the wheel lands.
     *
     * @param entry its name
     * @return a path below the prefix
     */
    public String of(String entry) {
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

    /**
     * Says whether an installer makes an entry executable whatever its mode.
     *
     * @param entry its name
     * @return whether it is in the directory of scripts
     */
    public boolean isScript(String entry) {
        return entry.startsWith(data + "scripts/");
    }

    /**
     * Returns an entry of a search path as a directory below the prefix.
     *
     * @param entry e.g. {@code $ORIGIN/../demo.libs}
     * @param installedFile where the file is that has the search path
     * @return the directory, or nothing when it is not below the prefix
     */
    public static Optional<String> directory(String entry, String installedFile) {
        String origin = parent(installedFile);
        String path = entry.replace("${ORIGIN}", "$ORIGIN");
        if (!path.startsWith("$ORIGIN")) {
            return Optional.empty();
        }
        String rest = path.substring("$ORIGIN".length());
        return rest.isEmpty() || rest.startsWith("/") ? normalize(origin + rest) : Optional.empty();
    }

    /**
     * Returns the directory of a file.
     *
     * @param path a path below the prefix
     * @return its directory; empty at the prefix itself
     */
    public static String parent(String path) {
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
