package org.nrnwheel.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nrnwheel.tag.Architecture;

/** Looks in directories of a system that this JVM sees. */
final class DirectorySource implements LibrarySource {
    private final RootFiles files;
    private final List<String> directories;
    private final boolean system;
    private final Map<String, DebianPackages> packages = new ConcurrentHashMap<>();

    DirectorySource(Path root, List<String> directories, boolean system) {
        this.files = new RootFiles(root);
        this.directories = List.copyOf(directories);
        this.system = system;
    }

    @Override
    public Optional<FoundLibrary> find(String soname, Architecture architecture, List<String> searchPath) {
        if (soname.contains("/")) {
            return Optional.empty();
        }
        return Stream.concat(system ? searchPath.stream() : Stream.empty(), directories.stream())
                .flatMap(directory -> files.resolve(directory + "/" + soname).stream())
                .filter(path -> Files.isRegularFile(files.local(path)))
                .flatMap(path -> found(path, read(path), architecture).stream())
                .findFirst();
    }

    private Optional<FoundLibrary> found(String path, byte[] content, Architecture architecture) {
        return Libraries.fits(content, architecture)
                ? Optional.of(new FoundLibrary(path, content, owner(path)))
                : Optional.empty();
    }

    /** Packages are asked for only where a system's loader looks; reading what dpkg knows takes a while, so once. */
    private CompletableFuture<Optional<String>> owner(String path) {
        return system
                ? CompletableFuture.supplyAsync(() -> packages.computeIfAbsent("all", key -> DebianPackages.of(files))
                        .owner(path))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private byte[] read(String path) {
        try {
            return Files.readAllBytes(files.local(path));
        } catch (IOException e) {
            throw new RepairFailedException(
                    path + " cannot be read: " + e, "Let it be readable, or exclude the library.", e);
        }
    }
}
