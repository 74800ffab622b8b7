package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.testkit.SmallWheel;

class AuditCommandTest {
    @TempDir
    private Path directory;

    /** One with an empty RECORD. */
    private String wheel(String name) throws IOException {
        return SmallWheel.named(name).record("").write(directory).toString();
    }

    @Test
    void anErrorInAWheelIsExitCode15AndLevelsChangeThat() throws IOException {
        String wheel = wheel("demo");

        Run usual = Run.of("audit", wheel);
        Run changed = Run.of("audit", "--level", "record-mismatch=advice", wheel);

        assertThat(usual.exit()).isEqualTo(15);
        assertThat(usual.out()).contains("error record-mismatch", "→ ");
        assertThat(changed.exit()).isZero();
    }

    @Test
    void answersStandInTheOrderOfTheArguments() throws IOException {
        String b = wheel("b");
        String a = wheel("a");

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
    void whatIsNoFileIsToldAsSuch() throws IOException {
        Path missing = directory.resolve("missing-1.0-py3-none-any.whl");
        Path folder = Files.createDirectory(directory.resolve("folder-1.0-py3-none-any.whl"));

        assertThat(Run.of("audit", missing.toString()).err())
                .isEqualTo("error: " + missing + ": there is no such file\n  → Give the path of a wheel.\n");
        assertThat(Run.of("audit", folder.toString()).err())
                .isEqualTo("error: " + folder + ": it is a directory\n  → Give the path of a wheel.\n");
    }

    @Test
    void jsonIsAnArray() throws IOException {
        Run run = Run.of("audit", "--json", wheel("demo"));

        assertThat(run.out().strip()).startsWith("[").endsWith("]").contains("\"tag\" : \"any\"");
    }

    @Test
    void oneThatIsNoWheelDoesNotKeepTheOthersFromTheirAnswer() throws IOException {
        Path broken = Files.writeString(directory.resolve("bad-1.0-py3-none-any.whl"), "no archive");

        Run run = Run.of("audit", broken.toString(), wheel("demo"));

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("error: ", "bad-1.0-py3-none-any.whl");
        assertThat(run.out()).contains("demo-1.0-py3-none-any.whl");
    }

    @Test
    void aLevelThatIsNoneIsRefused() throws IOException {
        Run run = Run.of("audit", "--level", "leaked-path=fatal", wheel("demo"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("not a level: 'fatal'");
    }
}
