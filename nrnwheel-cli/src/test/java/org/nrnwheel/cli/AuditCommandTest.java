package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    private Path directory;

    private String wheel(String name, Map<String, String> more) throws IOException {
        return PureWheel.write(directory, name, more);
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
