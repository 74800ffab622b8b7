package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Environment;

class TreeCopyTest {
    private static final FileTime TIME = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    private Path from;
    private Path to;

    @BeforeEach
    void makeTree() throws IOException {
        from = directory.resolve("from");
        to = directory.resolve("to");
        Files.createDirectories(from.resolve("out/wheelhouse"));
        Files.writeString(from.resolve("out/wheelhouse/x.whl"), "wheel");
        Files.writeString(from.resolve("out/kept"), "kept");
        Files.writeString(from.resolve("-odd name"), "odd");
        Files.setPosixFilePermissions(from.resolve("-odd name"), PosixFilePermissions.fromString("r-xr-x---"));
        Files.createSymbolicLink(from.resolve("broken"), Path.of("no/such"));
        Files.setLastModifiedTime(from.resolve("-odd name"), TIME);
        Files.setLastModifiedTime(from.resolve("out"), TIME);
        Files.setLastModifiedTime(from, TIME);
    }

    private static TreeCopy copy(boolean plain) {
        return plain ? TreeCopy.plain(Environment.system()) : TreeCopy.of(Environment.system());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modesTimesAndLinksAreKeptAndExcludedPathsLeftOut(boolean plain) throws IOException {
        copy(plain).copy(from, to, Set.of(from.resolve("out/wheelhouse")));
        assertThat(to.resolve("out/kept")).hasContent("kept");
        assertThat(to.resolve("out/wheelhouse")).doesNotExist();
        assertThat(Files.readSymbolicLink(to.resolve("broken"))).isEqualTo(Path.of("no/such"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("-odd name"))))
                .isEqualTo("r-xr-x---");
        assertThat(Files.getLastModifiedTime(to.resolve("-odd name"))).isEqualTo(TIME);
        assertThat(Files.getLastModifiedTime(to.resolve("out"))).isEqualTo(TIME);
        assertThat(Files.getLastModifiedTime(to)).isEqualTo(TIME);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepositoryOutsideIsStillFound(boolean plain) throws IOException {
        Files.writeString(from.resolve(".git"), "gitdir: ../.git/modules/from\n");
        copy(plain).copy(from, to, Set.of());
        assertThat(to.resolve(".git")).hasContent("gitdir: " + directory.resolve(".git/modules/from") + "\n");
        assertThat(from.resolve(".git")).hasContent("gitdir: ../.git/modules/from\n");
    }

    @Test
    void whatCpSaysStandsInTheError() throws IOException {
        Files.createDirectory(to);
        assertThatThrownBy(() -> copy(false).copy(from, to, Set.of())).isInstanceOf(IOException.class);
    }

    @Test
    void readOnlyDirectoriesAreRemovedAndLinksNotFollowed() throws IOException {
        Files.createSymbolicLink(from.resolve("out/up"), directory);
        Files.setPosixFilePermissions(from.resolve("out"), PosixFilePermissions.fromString("r--------"));
        TreeRemoval.remove(from);
        assertThat(from).doesNotExist();
        assertThat(directory).exists();
        TreeRemoval.remove(from);
    }
}
