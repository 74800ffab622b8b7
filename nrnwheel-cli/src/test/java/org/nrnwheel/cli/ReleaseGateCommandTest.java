package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;
import org.nrnwheel.wheel.WheelArtifact;

class ReleaseGateCommandTest {
    private static final int WRONG_REQUEST = 2;
    private static final int REFUSED = 18;
    private static final List<String> EXPECTED =
            List.of("--python", "3.11", "--platform", "any", "--project", "demo", "--project", "other");

    @TempDir
    private Path directory;

    private Path wheelhouse = Path.of("");

    @BeforeEach
    void wheels() throws IOException {
        wheelhouse = Files.createDirectory(directory.resolve("wheelhouse"));
        for (String name : List.of("demo", "other")) {
            SmallWheel.named(name).version("1.0.0").write(wheelhouse);
        }
    }

    private Run gate(Map<String, String> variables, String... more) {
        List<String> words = new ArrayList<>(List.of("release-gate", wheelhouse.toString()));
        words.addAll(EXPECTED);
        words.addAll(List.of(more));
        return Run.in(variables, words.toArray(String[]::new));
    }

    private Path evidence() throws IOException {
        Path reports = Files.createDirectory(directory.resolve("reports"));
        Files.writeString(reports.resolve("journal.json"), "{\"jobs\": 1}\n{\"jobs\": 2}\n");
        for (String name : List.of("demo", "other")) {
            String file = name + "-1.0.0-py3-none-any.whl";
            TestReport report = new TestReport(
                    "small",
                    file,
                    WheelArtifact.of(wheelhouse.resolve(file)).sha256(),
                    "3.11.2 /usr/bin/python3",
                    TestEnvironment.VENV,
                    "newest",
                    true,
                    List.of(),
                    List.of(),
                    List.of(new CheckResult(
                            "import", CheckResult.Status.PASSED, "", Duration.ZERO, "", Optional.empty())),
                    Instant.EPOCH);
            Files.writeString(reports.resolve(name + ".json"), report.toJson());
        }
        return reports;
    }

    @Test
    void aGoodReleasePassesAndSaysWhatItLooksAt() throws IOException {
        Run run = gate(
                Map.of(),
                "--release",
                "1.0.0",
                "--evidence",
                evidence().toString(),
                "--previous",
                wheelhouse.toString(),
                "--json");
        assertThat(run.exit()).describedAs(run.err() + run.out()).isZero();
        assertThat(PrintedJson.violations("release-report", run.out())).isEmpty();
        assertThat(run.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("checking 1 of 2: "))
                .anyMatch(line -> line.startsWith("checking 2 of 2: "))
                .anyMatch(line -> line.startsWith("comparing 2 of 2: "));
    }

    @Test
    void ofARefusedOneEveryFindingIsInTheSchema() throws IOException {
        SmallWheel.named("more").version("1.0.0").write(wheelhouse);
        Run run = gate(Map.of(), "--release", "1.0.1", "--json");
        assertThat(run.exit()).isEqualTo(REFUSED);
        assertThat(run.out()).contains("unexpected-wheel", "other-version", "not-tested");
        assertThat(PrintedJson.violations("release-report", run.out())).isEmpty();
        assertThat(PrintedJson.violations("release-report", run.out().replace("\"passed\"", "\"happy\"")))
                .isNotEmpty();
    }

    @Test
    void aTerminalHasOneLineThatIsClearedAtTheEnd() {
        Run run = gate(Map.of("NRNWHEEL_TERMINAL", "err", "TERM", "xterm"), "--release", "1.0.0");
        assertThat(run.exit()).isEqualTo(REFUSED);
        assertThat(run.err())
                .contains("\r\u001b[2Kchecking 2 of 2: ")
                .endsWith("\r\u001b[2K")
                .doesNotContain("\n");
    }

    @Test
    void certificatesAreOfTheIndexThatIsRead() {
        Run run = gate(Map.of(), "--release", "1.0.0", "--cert", "ca.pem");
        assertThat(run.exit()).isEqualTo(WRONG_REQUEST);
        assertThat(run.err()).isEqualTo("""
                error: --cert says nothing by itself
                  \u2192 Give --previous-from INDEX too.
                """);
    }
}
