package org.nrnwheel.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSnapshotTest {
    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        write("setup.py", "setup()");
        write("src/a.c", "int a;");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("setup.py"));
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(tree.resolve(name).getParent());
        Files.writeString(tree.resolve(name), content);
    }

    private String state(Path... excluded) {
        return SourceSnapshot.of(SourceTree.open(tree), Set.of(excluded)).state();
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(
                List.of("git", "-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main"));
        argv.addAll(List.of(arguments));
        Process process = new ProcessBuilder(argv)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void theStateIsASha256AndStable() {
        assertThat(state()).matches("[0-9a-f]{64}").isEqualTo(state());
    }

    @Test
    void contentNamesModesAndLinksCount() throws IOException {
        List<String> states = new ArrayList<>(List.of(state()));
        write("src/a.c", "int b;");
        states.add(state());
        Files.move(tree.resolve("src/a.c"), tree.resolve("src/b.c"));
        states.add(state());
        Files.setPosixFilePermissions(tree.resolve("src/b.c"), PosixFilePermissions.fromString("rwxr-xr-x"));
        states.add(state());
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("src"));
        states.add(state());
        Files.createDirectory(tree.resolve("empty"));
        states.add(state());
        assertThat(states).doesNotHaveDuplicates();
    }

    @Test
    void timesDoNotCount() throws IOException {
        String before = state();
        Files.setLastModifiedTime(tree.resolve("setup.py"), FileTime.from(Instant.EPOCH));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anExcludedWheelhouseDoesNotCountEvenBeforeItIsThere() throws IOException {
        Path wheelhouse = tree.resolve("out/wheelhouse");
        String before = state(wheelhouse);
        Files.createDirectories(wheelhouse);
        Files.writeString(wheelhouse.resolve("x.whl"), "x");
        assertThat(state(wheelhouse)).isEqualTo(before);
        assertThat(state()).isNotEqualTo(before);
    }

    @Test
    void ofARepositoryOnlyCommitBranchAndTagsCount() throws IOException, InterruptedException {
        git("init", "-q");
        git("add", "setup.py");
        git("commit", "-qm", "one");
        git("tag", "-a", "1.0", "-m", "one");
        String before = state();
        git("add", "-A");
        git("pack-refs", "--all");
        git("gc", "-q");
        assertThat(state()).isEqualTo(before);
        git("tag", "1.1");
        String tagged = state();
        git("commit", "-qm", "two");
        String committed = state();
        git("checkout", "-qb", "other");
        assertThat(List.of(before, tagged, committed, state())).doesNotHaveDuplicates();
    }

    @Test
    void aSubmodulesRepositoryIsFollowed() throws IOException {
        write(".git/modules/m/HEAD", "1111\n");
        write("m/.git", "gitdir: ../.git/modules/m\n");
        String before = state();
        write(".git/modules/m/HEAD", "2222\n");
        assertThat(state()).isNotEqualTo(before);
    }

    @Test
    void nothingIsWritten() throws IOException {
        FileTime before = Files.getLastModifiedTime(tree);
        state();
        assertThat(Files.getLastModifiedTime(tree)).isEqualTo(before);
    }

    @Test
    void aTreeThatGoesAwayIsASourceError() throws IOException {
        SourceTree open = SourceTree.open(Files.createDirectory(directory.resolve("gone")));
        Files.delete(directory.resolve("gone"));
        assertThatThrownBy(() -> SourceSnapshot.of(open, Set.of())).isInstanceOf(SourceException.class);
    }
}
