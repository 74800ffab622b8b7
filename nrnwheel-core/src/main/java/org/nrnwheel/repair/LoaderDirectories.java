package org.nrnwheel.repair;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the loader of a system looks for libraries: by {@code ld.so.conf}, or musl's path file, and always. */
final class LoaderDirectories {
    private static final List<String> STANDARD = List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64");
    private static final List<String> MUSL = List.of("/lib", "/usr/local/lib", "/usr/lib");
    private static final int DEEPEST = 8;

    private final SystemFiles files;
    private final Set<String> directories = new LinkedHashSet<>();

    private LoaderDirectories(SystemFiles files) {
        this.files = files;
    }

    /** The directories, in the order in which they are searched. */
    static List<String> of(SystemFiles files) {
        List<String> musl = files.list("/etc", "ld-musl-*.path");
        LoaderDirectories found = new LoaderDirectories(files);
        if (musl.isEmpty()) {
            found.include("/etc/ld.so.conf", 0);
            found.directories.addAll(STANDARD);
        } else {
            musl.forEach(found::addMusl);
        }
        found.directories.addAll(MUSL);
        return List.copyOf(found.directories);
    }

    private void addMusl(String file) {
        files.read(file).stream()
                .flatMap(text -> Stream.of(text.split("[:\n]")))
                .map(String::strip)
                .filter(entry -> entry.startsWith("/"))
                .forEach(directories::add);
    }

    private void include(String file, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (String line : files.read(file).orElse("").lines().toList()) {
            String text = line.replaceFirst("#.*", "").strip();
            if (text.startsWith("include ")) {
                String pattern = text.substring("include ".length()).strip();
                String absolute = pattern.startsWith("/") ? pattern : "/etc/" + pattern;
                int slash = absolute.lastIndexOf('/');
                files.list(absolute.substring(0, slash), absolute.substring(slash + 1))
                        .forEach(included -> include(included, depth + 1));
            } else {
                Stream.of(text.split("[ ,:\t]+"))
                        .map(entry -> entry.replaceFirst("=.*", ""))
                        .filter(entry -> entry.startsWith("/"))
                        .forEach(directories::add);
            }
        }
    }
}
