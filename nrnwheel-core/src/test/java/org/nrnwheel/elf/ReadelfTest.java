package org.nrnwheel.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reader against binutils' readelf, on the libraries and programs of this system. */
class ReadelfTest {
    private static final int BATCH = 50;
    private static final long LARGEST = 3 << 20;

    @Test
    void systemLibrariesAndProgramsAreReadAsReadelfReadsThem() throws IOException {
        List<Path> files = new ArrayList<>();
        files.addAll(elfFiles(libraries(), 250));
        files.addAll(elfFiles(Path.of("/usr/bin"), 100));
        assertThat(files).hasSizeGreaterThan(100);

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < files.size(); i += BATCH) {
            List<Path> batch = files.subList(i, Math.min(files.size(), i + BATCH));
            Map<Path, List<String>> expected = Readelf.of(batch);
            for (Path file : batch) {
                differences.addAll(differences(file, Described.of(read(file)), expected.getOrDefault(file, List.of())));
            }
        }
        assertThat(differences).isEmpty();
    }

    /** The first line that differs: whole tables would hide it. */
    private static List<String> differences(Path file, List<String> ours, List<String> theirs) {
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            String our = i < ours.size() ? ours.get(i) : "nothing";
            String their = i < theirs.size() ? theirs.get(i) : "nothing";
            if (!our.equals(their)) {
                return List.of(file + ": ours is " + our + ", readelf's " + their);
            }
        }
        return List.of();
    }

    /** The directory of this system's C library, whatever its architecture. */
    private static Path libraries() throws IOException {
        try (Stream<Path> found = Files.list(Path.of("/usr/lib"))) {
            return found.filter(directory -> Files.exists(directory.resolve("libc.so.6")))
                    .findFirst()
                    .orElse(Path.of("/usr/lib64"));
        }
    }

    private static List<Path> elfFiles(Path directory, int most) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                    .filter(file -> file.toFile().length() < LARGEST && isElf(file))
                    .sorted()
                    .limit(most)
                    .toList();
        }
    }

    private static boolean isElf(Path file) {
        try (var in = Files.newInputStream(file)) {
            return ElfFile.isElf(ByteBuffer.wrap(in.readNBytes(4)));
        } catch (IOException e) {
            return false;
        }
    }

    private static ElfFile read(Path file) throws IOException {
        return ElfFile.parse(ByteBuffer.wrap(Files.readAllBytes(file)), file.toString());
    }
}
