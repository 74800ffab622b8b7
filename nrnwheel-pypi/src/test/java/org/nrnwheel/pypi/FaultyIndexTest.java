package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.json.Json;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.SmallWheel;

/** An index that fails in every way gets every file, once. */
class FaultyIndexTest {
    @TempDir
    private Path directory;

    @Test
    void everyWheelIsThereExactlyOnce() throws IOException {
        publish(150);
    }

    @Test
    @Tag("full")
    void aThousandWheelsAreThereExactlyOnce() throws IOException {
        publish(1000);
    }

    private void publish(int count) throws IOException {
        List<Path> wheels = SmallWheel.named("sample").writeVersions(directory, count);
        Path ledger = directory.resolve("ledger.jsonl");
        try (FakeIndex index = FakeIndex.faulty(0.25, 20261128)) {
            PublishReport report = PypiPublisher.to(Repository.url(index.uploadUrl()))
                    .environment(Environment.system().withVariables(Map.of("HOME", directory.toString())))
                    .atOnce(16)
                    .tries(12, Duration.ofMillis(20))
                    .patience(Duration.ofMillis(700))
                    .ledger(ledger)
                    .publish(wheels);

            assertThat(report.published()).isTrue();
            assertThat(index.stored()).hasSize(count).doesNotHaveDuplicates();
            assertThat(report.files())
                    .allMatch(file -> file.sha256().equals(index.hashes().get(file.file())));
            assertThat(Set.copyOf(index.met())).containsExactlyInAnyOrder(FakeIndex.Fault.values());
            assertThat(attempts(ledger).values().stream().mapToInt(n -> n).sum())
                    .isEqualTo(index.authorizations().size())
                    .isGreaterThan(count);
        }
    }

    /** Counts the attempts of each file, which stand in order. */
    private static Map<String, Integer> attempts(Path ledger) throws IOException {
        Map<String, Integer> attempts = new HashMap<>();
        for (String line : Files.readAllLines(ledger)) {
            JsonNode entry = Json.tree(line);
            if (entry.path("event").asText().equals("attempt")) {
                int before = attempts.getOrDefault(entry.path("file").asText(), 0);
                assertThat(entry.path("attempt").asInt()).isEqualTo(before + 1);
                attempts.put(entry.path("file").asText(), before + 1);
            }
        }
        return attempts;
    }
}
