package org.nrnwheel.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.Architecture;

/**
 * Looks in the system of a workspace, where the wheel was built: first where its {@code LD_LIBRARY_PATH} and the search path
 * say, in which the job's own directories may stand, then where its loader looks. It asks no more than it needs, since an
 * engine's answers take a while.
 */
final class WorkspaceSource implements LibrarySource, SystemFiles {
    private static final String FIRST = "printf %s \"${LD_LIBRARY_PATH:-}\"";
    private static final List<Place.Root> OWN =
            List.of(Place.Root.SOURCE, Place.Root.WORK, Place.Root.VENV, Place.Root.DIST, Place.Root.CACHE);

    private final WorkspaceShell shell;
    private final Workspace workspace;
    private final Map<String, List<FileEntry>> listings = new ConcurrentHashMap<>();
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();

    WorkspaceSource(WorkspaceShell shell) {
        this.shell = shell;
        this.workspace = shell.workspace();
    }

    @Override
    public Optional<FoundLibrary> find(String soname, Architecture architecture, List<String> searchPath) {
        List<String> first =
                Stream.concat(first().stream(), searchPath.stream()).toList();
        Optional<Path> root = workspace.local(Place.system("/"));
        return root.isPresent()
                ? inJob(soname, architecture, first).or(() -> inRoot(root.get(), soname, architecture, first))
                : Stream.concat(first.stream(), directories().stream())
                        .flatMap(directory -> copies(directory, soname))
                        .filter(library -> Libraries.fits(library.bytes(), architecture))
                        .findFirst();
    }

    private List<String> first() {
        return answers.computeIfAbsent(
                "LD_LIBRARY_PATH",
                name -> Stream.of(shell.ask(FIRST).orElse("").split(":"))
                        .filter(entry -> entry.startsWith("/"))
                        .toList());
    }

    private List<String> directories() {
        return answers.computeIfAbsent("directories", name -> LoaderDirectories.of(this));
    }

    /** The job's directories may be elsewhere for this JVM than for the job's commands. */
    private Optional<FoundLibrary> inJob(String soname, Architecture architecture, List<String> searchPath) {
        return searchPath.stream()
                .filter(directory -> place(directory).root() != Place.Root.SYSTEM)
                .flatMap(directory -> copies(directory, soname))
                .filter(library -> Libraries.fits(library.bytes(), architecture))
                .findFirst();
    }

    private Optional<FoundLibrary> inRoot(
            Path root, String soname, Architecture architecture, List<String> searchPath) {
        return LibrarySource.system(root)
                .find(soname, architecture, searchPath)
                .map(found -> found.packageUrl().isPresent() ? found : owned(found.path(), found.bytes()));
    }

    private Stream<FoundLibrary> copies(String directory, String soname) {
        return files(directory).stream()
                .filter(entry -> entry.name().equals(soname))
                .map(entry -> owned(seen(entry.place()), bytes(entry.place())));
    }

    private String seen(Place file) {
        return file.root() == Place.Root.SYSTEM ? "/" + file.relative().replaceFirst("^/+", "") : workspace.path(file);
    }

    private FoundLibrary owned(String path, byte[] content) {
        OwnerQuery.Owner owner = new OwnerQuery(shell).of(path);
        return new FoundLibrary(owner.path(), content, owner.packageUrl());
    }

    private List<FileEntry> files(String directory) {
        return listings.computeIfAbsent(directory, each -> workspace.list(place(each), "*"));
    }

    /** The place for a directory as commands see it. */
    private Place place(String directory) {
        return OWN.stream()
                .map(Place::of)
                .filter(own -> (directory + "/").startsWith(workspace.path(own) + "/"))
                .findFirst()
                .map(own -> own.resolve(
                        directory.substring(workspace.path(own).length()).replaceFirst("^/+", "")))
                .orElseGet(() -> Place.system(directory));
    }

    private byte[] bytes(Place file) {
        return LocalFile.use(workspace, file, local -> {
            try {
                return Files.readAllBytes(local);
            } catch (IOException e) {
                throw new UncheckedIOException("a library of the workspace cannot be read", e);
            }
        });
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
