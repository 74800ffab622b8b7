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

class AuditCommandTest {
    @TempDir
    private Path directory;

    private String wheel(String name, Map<String, String> more) throws IOException {
        String info = name + "-1.0.dist-info/";
        Map<String, String> entries = new TreeMap<>(Map.of(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n",
                info + "WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
        entries.putAll(more);
        Path file = directory.resolve(name + "-1.0-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file.toString();
    }

    @Test
    void anErrorInAWheelIsExitCode15AndLevelsChangeThat() throws IOException {
        String wheel = wheel("demo", Map.of("demo-1.0.dist-info/RECORD", ""));

        Run usual = Run.of("audit", wheel);
        Run changed = Run.of("audit", "--level", "record-mismatch=advice", wheel);

        assertThat(usual.exit()).isEqualTo(15);
        assertThat(usual.out()).contains("error record-mismatch", "→ ");
        assertThat(changed.exit()).isZero();
    }

    @Test
    void answersStandInTheOrderOfTheArguments() throws IOException {
        String b = wheel("b", Map.of("b-1.0.dist-info/RECORD", ""));
        String a = wheel("a", Map.of("a-1.0.dist-info/RECORD", ""));

        Run run = Run.of("audit", "--auditwheel-json", b, a);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"version\":1,\"wheel\":\"b-1.0-py3-none-any.whl\",\"error\":"),
                        line -> assertThat(line)
                                .startsWith("{\"version\":1,\"wheel\":\"a-1.0-py3-none-any.whl\",\"error\":"));
    }

    @Test
    void jsonIsAnArray() throws IOException {
        Run run = Run.of("audit", "--json", wheel("demo", Map.of("demo-1.0.dist-info/RECORD", "")));

        assertThat(run.out().strip()).startsWith("[").endsWith("]").contains("\"tag\" : \"any\"");
    }

    @Test
    void oneThatIsNoWheelDoesNotKeepTheOthersFromTheirAnswer() throws IOException {
        Path broken = Files.writeString(directory.resolve("bad-1.0-py3-none-any.whl"), "no archive");

        Run run = Run.of("audit", broken.toString(), wheel("demo", Map.of("demo-1.0.dist-info/RECORD", "")));

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("error: ", "bad-1.0-py3-none-any.whl");
        assertThat(run.out()).contains("demo-1.0-py3-none-any.whl");
    }

    @Test
    void aLevelThatIsNoneIsRefused() throws IOException {
        Run run = Run.of("audit", "--level", "leaked-path=fatal", wheel("demo", Map.of()));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("not a level: 'fatal'");
    }
}
