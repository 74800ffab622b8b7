package org.nrnwheel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.source.SourceTree;

/** What every platform's workspace does with files, and what every platform says of itself. */
public abstract class WorkspaceContract {
    /** A directory for each test. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    protected Path directory;

    /** For a test class. */
    protected WorkspaceContract() {}

    /**
     * Makes the platform under test.
     *
     * @return the platform
     */
    protected abstract Platform platform();

    /**
     * Opens a workspace that the test closes.
     *
     * @param name its name
     * @param source a tree to copy, or nothing
     * @return the workspace
     */
    protected final Workspace open(String name, Optional<Path> source) {
        return platform().open(request(name, source));
    }

    /**
     * Makes a request for a workspace in directories of this test.
     *
     * @param name the workspace's name
     * @param source the tree that is copied into it
     * @return the request
     */
    protected final WorkspaceRequest request(String name, Optional<Path> source) {
        return new WorkspaceRequest(
                name,
                source.map(tree -> SourceSnapshot.of(SourceTree.open(tree), Set.of())),
                directory.resolve("cache"),
                directory.resolve("wheelhouse"),
                Needs.NOTHING);
    }

    private Workspace open() {
        return open("contract", Optional.empty());
    }

    private Path file(String name, String content, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void inspectionFindsNoProgramThatIsNotThere() {
        Inventory inventory =
                platform().inspect(new Inspection(Set.of("no-such-program"), Set.of("/no/such"), List.of()));
        assertThat(inventory.tools()).isEmpty();
        assertThat(inventory.paths()).isEmpty();
        assertThat(inventory.processors()).isPositive();
    }

    @Test
    void pathsOfPlacesAreAbsoluteAndDistinct() {
        try (Workspace workspace = open()) {
            assertThat(Stream.of(Root.values()).map(root -> workspace.path(Place.of(root))))
                    .allMatch(path -> path.startsWith("/"))
                    .doesNotHaveDuplicates();
            assertThat(workspace.path(Place.system("/usr/bin/env"))).isEqualTo("/usr/bin/env");
        }
    }

    @Test
    void copiesInAndOutKeepContentAndMode() throws IOException {
        Path script = file("script", "#!/bin/sh\n", "rwxr-xr-x");
        Path back = directory.resolve("new/directory/back");
        try (Workspace workspace = open()) {
            Place place = new Place(Root.WORK, "a/b/script");
            workspace.copyIn(script, place);
            workspace.copyOut(place, back);
        }
        assertThat(back).hasSameTextualContentAs(script);
        assertThat(Files.getPosixFilePermissions(back)).isEqualTo(Files.getPosixFilePermissions(script));
    }

    @Test
    void copyOutReplacesAndLeavesNothingElseBehind() throws IOException {
        Path source = file("source", "new", "rw-r--r--");
        Path target = Files.createDirectory(directory.resolve("target")).resolve("file");
        Files.writeString(target, "old");
        try (Workspace workspace = open()) {
            Place place = new Place(Root.DIST, "file");
            workspace.copyIn(source, place);
            workspace.copyOut(place, target);
            assertThatThrownBy(() -> workspace.copyOut(new Place(Root.DIST, "missing"), target))
                    .isInstanceOf(PlatformException.class);
        }
        assertThat(target).hasContent("new");
        assertThat(directory.resolve("target")).isDirectoryContaining(file -> file.equals(target));
        try (Stream<Path> files = Files.list(directory.resolve("target"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void listsFilesOfOneDirectoryByGlobSorted() throws IOException {
        Path file = file("any", "12345", "rw-r--r--");
        try (Workspace workspace = open()) {
            Stream.of("b.whl", "a.whl", "c.txt", "below/d.whl", "e[1].whl")
                    .forEach(name -> workspace.copyIn(file, new Place(Root.DIST, name)));
            Place dist = Place.of(Root.DIST);
            assertThat(workspace.list(dist, "*.whl"))
                    .extracting(FileEntry::name)
                    .containsExactly("a.whl", "b.whl", "e[1].whl");
            assertThat(workspace.list(dist, "?.txt")).containsExactly(new FileEntry(new Place(Root.DIST, "c.txt"), 5));
            assertThat(workspace.list(dist, "e[1].whl")).hasSize(1);
            assertThat(workspace.list(new Place(Root.DIST, "no/such"), "*")).isEmpty();
        }
    }

    @Test
    void theSourceIsACopyOfItsOwn() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.createDirectories(tree.resolve(".git"));
        Files.writeString(tree.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(tree.resolve("setup.py"), "mine");
        Path changed = file("changed", "changed", "rw-r--r--");
        Path out = directory.resolve("out");
        try (Workspace workspace = open("copy", Optional.of(tree))) {
            workspace.copyOut(new Place(Root.SOURCE, ".git/HEAD"), out);
            assertThat(out).hasContent("ref: refs/heads/main\n");
            workspace.copyIn(changed, new Place(Root.SOURCE, "setup.py"));
            workspace.copyIn(changed, new Place(Root.SOURCE, "more"));
        }
        assertThat(tree.resolve("setup.py")).hasContent("mine");
        assertThat(tree.resolve("more")).doesNotExist();
    }

    @Test
    void aWorkspaceOpensEmptyAgainUnderTheSamePaths() throws IOException {
        Path file = file("left", "left", "rw-r--r--");
        Place place = new Place(Root.WORK, "left");
        String path;
        try (Workspace workspace = open("again", Optional.empty())) {
            workspace.copyIn(file, place);
            path = workspace.path(place);
        }
        try (Workspace workspace = open("again", Optional.empty())) {
            assertThat(workspace.list(Place.of(Root.WORK), "left")).isEmpty();
            assertThat(workspace.path(place)).isEqualTo(path);
        }
    }

    @Test
    void closeIsIdempotentAndEndsTheUse() {
        Workspace workspace = open();
        workspace.close();
        workspace.close();
        Command command = new Command(List.of(new Text("true")), Map.of(), Place.of(Root.SYSTEM), Optional.empty());
        assertThatThrownBy(() -> workspace.start(command, Bindings.NONE, (channel, bytes) -> {}))
                .isInstanceOf(PlatformException.class);
    }
}
