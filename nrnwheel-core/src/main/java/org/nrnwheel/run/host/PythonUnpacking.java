package org.nrnwheel.run.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes a CPython out of its jar, each file to where an installed CPython has it. */
final class PythonUnpacking {
    private static final List<String> KEPT = List.of("bin/", "include/", "lib/", "share/");
    private static final Pattern LIBPYTHON = Pattern.compile("libpython3\\.\\d+m?\\.so\\.1\\.0");
    private static final Pattern LIBFFI = Pattern.compile("libffi\\.so[.0-9]*");
    /** Caches of the build data that is mended, so they would be stale. */
    private static final Pattern STALE = Pattern.compile(".*/__pycache__/_sysconfigdata[^/]*");

    private final Path directory;
    private final String root;
    private final String version;

    private PythonUnpacking(Path directory, PythonArtifact artifact) {
        this.directory = directory;
        this.root = artifact.root();
        this.version = artifact.version();
    }

    static void unpack(Path jar, PythonArtifact artifact, Path directory) throws IOException {
        PythonUnpacking unpacking = new PythonUnpacking(directory, artifact);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                Optional<Path> target = unpacking.target(entry.getName());
                if (target.isPresent()) {
                    write(zip, entry, target.get());
                }
            }
        }
    }

    private Optional<Path> target(String name) throws IOException {
        if (!name.startsWith(root)) {
            return Optional.empty();
        }
        Optional<String> place = place(name.substring(root.length()));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Path target = directory.resolve(place.get()).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("the jar's entry " + name + " leads out of its directory");
        }
        return Optional.of(target);
    }

    private Optional<String> place(String inRoot) {
        if (LIBPYTHON.matcher(inRoot).matches()) {
            return Optional.of("lib/" + inRoot);
        }
        if (LIBFFI.matcher(inRoot).matches()) {
            // _ctypes looks beside itself, and nowhere else where this could be.
            return Optional.of("lib/python" + version + "/lib-dynload/" + inRoot);
        }
        boolean kept = KEPT.stream().anyMatch(inRoot::startsWith)
                && !STALE.matcher(inRoot).matches();
        return kept ? Optional.of(inRoot) : Optional.empty();
    }

    private static void write(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(target));
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
    }
}
