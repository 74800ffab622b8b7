package org.nrnwheel.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.Architecture;

/** Looks in the system of a workspace that this JVM does not see: lists it and copies out. */
final class WorkspaceSource implements LibrarySource, SystemFiles {
    private final Workspace workspace;
    private final List<String> directories;

    private WorkspaceSource(Workspace workspace) {
        this.workspace = workspace;
        this.directories = LoaderDirectories.of(this);
    }

    static LibrarySource of(Workspace workspace) {
        Optional<Path> root = workspace.local(Place.system("/"));
        return root.isPresent() ? LibrarySource.system(root.get()) : new WorkspaceSource(workspace);
    }

    @Override
    public Optional<FoundLibrary> find(String soname, Architecture architecture, List<String> searchPath) {
        return Stream.concat(searchPath.stream(), directories.stream())
                .flatMap(directory -> workspace.list(Place.system(directory), soname).stream())
                .map(this::copy)
                .filter(library -> Libraries.fits(library.content(), architecture))
                .findFirst();
    }

    private FoundLibrary copy(FileEntry entry) {
        return new FoundLibrary(
                "/" + entry.place().relative().replaceFirst("^/+", ""), bytes(entry.place()), Optional.empty());
    }

    private byte[] bytes(Place file) {
        try {
            Path directory = Files.createTempDirectory("nrnwheel-library");
            Path copy = directory.resolve("file");
            try {
                workspace.copyOut(file, copy);
                return Files.readAllBytes(copy);
            } finally {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a library cannot be copied out of its workspace", e);
        }
    }

    @Override
    public Optional<String> read(String path) {
        int slash = path.lastIndexOf('/');
        return workspace.list(Place.system(path.substring(0, slash)), path.substring(slash + 1)).stream()
                .findFirst()
                .map(entry -> new String(bytes(entry.place()), StandardCharsets.UTF_8));
    }

    @Override
    public List<String> list(String directory, String glob) {
        return workspace.list(Place.system(directory), glob).stream()
                .map(entry -> directory + "/" + entry.name())
                .sorted()
                .toList();
    }
}
