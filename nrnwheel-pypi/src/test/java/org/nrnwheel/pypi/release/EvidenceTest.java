package org.nrnwheel.pypi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;

class EvidenceTest {
    private static final String SHA = "ab".repeat(32);

    /** What a build leaves in its directory beside the report: the journal, its plan, what was piped there. */
    private static final List<String> OTHERS = List.of(
            "{\"jobs\": [], \"cells\": 3}",
            "{\"schemaVersion\": 1, \"jobs\": [{\"id\": \"cp311-linux_x86_64\"}]}",
            "{\"finished\": \"2026-01-01T00:00:00Z\", \"tests\": [{\"suite\": \"neuron\", \"cells\": []}]}",
            "{\"event\": 1}\n{\"event\": 2}\n",
            "{\"schemaVersion\": 1, \"suite\": \"neu",
            "[]",
            "\u0000\u0001",
            "");

    @TempDir
    private Path directory;

    private static String report(String output) {
        return new TestReport(
                        "neuron",
                        "demo-1.0-py3-none-any.whl",
                        SHA,
                        "3.11.2 /usr/bin/python3",
                        TestEnvironment.VENV,
                        "newest",
                        true,
                        List.of(),
                        List.of(),
                        List.of(new CheckResult(
                                "import", CheckResult.Status.PASSED, "", Duration.ZERO, output, Optional.empty())),
                        Instant.EPOCH)
                .toJson();
    }

    @Test
    void reportsAreFoundAmongOtherFiles() throws IOException {
        Files.writeString(directory.resolve("test.json"), report(""));
        Path below = Files.createDirectories(directory.resolve("journal"));
        for (int i = 0; i < OTHERS.size(); i++) {
            Files.writeString(below.resolve("other-" + i + ".json"), OTHERS.get(i));
        }
        assertThat(Evidence.read(List.of(directory)).of(SHA)).hasSize(1);
    }

    @Test
    void whatATestPrintedDoesNotMakeItAnotherReport() throws IOException {
        Path file = Files.writeString(directory.resolve("test.json"), report("{\"cells\": [], \"jobs\": []}"));
        assertThat(Evidence.read(List.of(file)).of(SHA)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aFileThatIsNamedMustBeAReport(int other) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), OTHERS.get(other));
        assertThatThrownBy(() -> Evidence.read(List.of(file)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("other.json", "no report");
        assertThatThrownBy(() -> Evidence.read(List.of(directory.resolve("none.json"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void aReportThatCannotBeReadIsRefusedEvenInADirectory() throws IOException {
        Files.writeString(directory.resolve("test.json"), report("").replace("\"passed\"", "\"happy\""));
        assertThatThrownBy(() -> Evidence.read(List.of(directory)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("test.json");
    }
}
