package org.nrnwheel.repair;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.Architecture;

/** Where libraries that are to be grafted come from. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface LibrarySource {
    /**
     * Looks for a library.
     *
     * @param soname its name, e.g. {@code libgomp.so.1}
     * @param architecture which architecture it must be for; files for others are passed over
     * @param searchPath absolute directories of the file that needs it, which are looked at first where that makes sense
     * @return the library, or nothing
     * @throws RepairFailedException when a file that is there cannot be read
     */
    Optional<FoundLibrary> find(String soname, Architecture architecture, List<String> searchPath);

    /**
     * Finds nothing: a wheel that needs libraries beside its own and the allowed ones is refused.
     *
     * @return the source
     */
    static LibrarySource nothing() {
        return (soname, architecture, searchPath) -> Optional.empty();
    }

    /**
     * Looks in directories, in their order, and nowhere else.
     *
     * @param directories the directories
     * @return the source
     */
    static LibrarySource directories(List<Path> directories) {
        return new DirectorySource(
                Path.of("/"), directories.stream().map(Path::toString).toList(), false);
    }

    /**
     * Looks where the loader of a system looks: the search path of the file that needs the library, the directories of
     * {@code ld.so.conf} or musl's path file, the standard ones.
     *
     * @param root the system's root: {@code /}, or a directory with a system in it, whose links are followed inside it
     * @return the source
     */
    static LibrarySource system(Path root) {
        return new DirectorySource(root, LoaderDirectories.of(new RootFiles(root)), true);
    }

    /**
     * Looks where the loader of the system looks in which a wheel was built, also when it is elsewhere.
     *
     * @param workspace the workspace of the build; it must stay open as long as the source is used
     * @return the source
     */
    static LibrarySource workspace(Workspace workspace) {
        return new WorkspaceSource(new WorkspaceShell(workspace, List.of(), Map.of(), Bindings.NONE));
    }

    /**
     * Looks elsewhere when this one finds nothing.
     *
     * @param other where to look then
     * @return the source
     */
    default LibrarySource or(LibrarySource other) {
        return (soname, architecture, searchPath) ->
                find(soname, architecture, searchPath).or(() -> other.find(soname, architecture, searchPath));
    }
}
