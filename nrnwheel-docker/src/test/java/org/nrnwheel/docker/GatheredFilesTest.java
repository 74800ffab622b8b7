package org.nrnwheel.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.platform.PlatformException;

class GatheredFilesTest {
    @TempDir
    private Path directory;

    private final List<List<String>> archives = new ArrayList<>();
    private final GatheredFiles files = new GatheredFiles(path -> path.startsWith("/memory/"), this::unpack);

    @Test
    void filesGoInOneArchiveAsTheyWereWhenTheyWereTaken() throws IOException {
        Path one = Files.writeString(directory.resolve("one"), "1");
        assertThat(files.take(one, "/work/one")).isTrue();
        Files.writeString(one, "changed");
        assertThat(files.take(Files.writeString(directory.resolve("two"), "22"), "/work/two"))
                .isTrue();
        assertThat(archives).isEmpty();

        files.send();
        files.send();

        assertThat(archives).hasSize(1);
        assertThat(archives.get(0)).containsExactlyInAnyOrder("work/one 1", "work/two 2");
    }

    @Test
    void aLargeFileAndOneForWhereArchivesDoNotReachAreNotTaken() throws IOException {
        Path largest = Files.write(directory.resolve("largest"), new byte[GatheredFiles.SMALL]);
        Path larger = Files.write(directory.resolve("larger"), new byte[GatheredFiles.SMALL + 1]);

        assertThat(files.take(largest, "/work/largest")).isTrue();
        assertThat(files.take(larger, "/work/larger")).isFalse();
        assertThat(files.take(largest, "/memory/largest")).isFalse();
        files.send();

        assertThat(archives).containsExactly(List.of("work/largest " + GatheredFiles.SMALL));
    }

    @Test
    void manyAreSentBeforeTheyTakeMoreMemoryThanTheBound() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[GatheredFiles.SMALL]);
        int fitting = GatheredFiles.MOST / GatheredFiles.SMALL;

        for (int i = 0; i <= fitting; i++) {
            files.take(file, "/work/" + i);
        }

        assertThat(archives).hasSize(1);
        assertThat(archives.get(0)).hasSize(fitting);
    }

    @Test
    void whatCannotBeSentIsForgottenWithItsError() throws IOException {
        GatheredFiles failing = new GatheredFiles(path -> false, archive -> {
            throw new PlatformException("the engine is gone", "Start it.", null);
        });
        failing.take(Files.writeString(directory.resolve("one"), "1"), "/work/one");

        assertThatThrownBy(failing::send).hasMessage("the engine is gone");
        failing.send();
    }

    private void unpack(InputStream archive) {
        List<String> names = new ArrayList<>();
        try {
            TarArchiveInputStream tar = new TarArchiveInputStream(archive);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName() + " " + entry.getSize());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archives.add(names);
    }
}
