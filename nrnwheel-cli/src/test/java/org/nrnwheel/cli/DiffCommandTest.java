package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path directory;

    private String wheel(String where, String source) throws IOException {
        String info = "demo-1.0.dist-info/";
        Path file = Files.createDirectories(directory.resolve(where)).resolve("demo-1.0-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(Map.of(
                            "demo.py",
                            source,
                            info + "METADATA",
                            "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n",
                            info + "RECORD",
                            "",
                            info + "WHEEL",
                            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"))
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file.toString();
    }

    @Test
    void aDifferenceIsExitCode1OnlyWhenThatIsAskedFor() throws IOException {
        String old = wheel("old", "a = 1\n");
        String changed = wheel("new", "a = 10\n");

        assertThat(Run.of("diff", old, changed).exit()).isZero();
        assertThat(Run.of("diff", "--exit-code", old, changed).exit()).isEqualTo(1);
        assertThat(Run.of("diff", "--exit-code", old, wheel("same", "a = 1\n")).exit())
                .isZero();
        assertThat(Run.of("diff", old, changed).out())
                .contains("~ demo.py: 6 B -> 7 B", "0 added, 0 removed, 1 changed");
        assertThat(Run.of("diff", "--json", old, changed).out()).contains("\"same\" : false");
    }

    @Test
    void whatIsNoWheelIsExitCode10() throws IOException {
        Path broken = Files.writeString(directory.resolve("bad-1.0-py3-none-any.whl"), "no archive");

        assertThat(Run.of("diff", wheel("old", ""), broken.toString()).exit()).isEqualTo(10);
    }
}
