package org.nrnwheel.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Runs NEURON's own build script among stubs and compares what it does with plans for the same machines. Every difference
 * stands in {@code docs/parity-build-wheels.md} with its reason, and nothing else stands there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildScriptParityTest {
    private static final Path RESOURCES = Path.of("src/test/resources/parity");

    private final DifferenceTable table = DifferenceTable.read(Path.of("../docs/parity-build-wheels.md"));
    private final Map<String, List<Comparison>> comparisons = new LinkedHashMap<>();

    @BeforeAll
    void compareAllScenarios(@TempDir Path out) throws IOException, InterruptedException {
        for (Scenario scenario : Scenario.all()) {
            comparisons.put(scenario.name(), compare(scenario, out));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyDifferenceIsExplained() {
        return each(pythons -> assertThat(pythons)
                .as("differences that the table does not explain")
                .flatExtracting(Comparison::differences)
                .filteredOn(difference -> table.explaining(difference).isEmpty())
                .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> whatBothDoIsDoneInTheSameOrder() {
        return each(pythons -> assertThat(pythons)
                .isNotEmpty()
                .allSatisfy(python -> assertThat(python.planOrder()).isEqualTo(python.scriptOrder())));
    }

    @Test
    void everyPatternOfTheTableExplainsADifference() {
        Set<DifferenceTable.LinePattern> used = new LinkedHashSet<>();
        comparisons
                .values()
                .forEach(scenario -> scenario.forEach(comparison -> comparison
                        .differences()
                        .forEach(difference -> table.explaining(difference).ifPresent(used::add))));

        assertThat(table.rows().stream().flatMap(DifferenceTable.Row::patterns))
                .isNotEmpty()
                .filteredOn(pattern -> !used.contains(pattern))
                .isEmpty();
    }

    @Test
    void everyRowOfTheTableHasAnIdOfItsOwnAndAReason() {
        assertThat(table.rows()).extracting(DifferenceTable.Row::id).doesNotHaveDuplicates();
        assertThat(table.rows()).allSatisfy(row -> assertThat(row.why()).isNotBlank());
    }

    @Test
    void everyScenarioOfTheRecorderIsCompared() throws IOException, InterruptedException {
        Process list = new ProcessBuilder("bash", RESOURCES.resolve("record.sh").toString(), "--list").start();
        List<String> recorded = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(list.waitFor()).isZero();
        assertThat(recorded)
                .hasSizeGreaterThan(10)
                .allSatisfy(scenario -> assertThat(
                                scenario.equals("osx-3.11-coreneuron-gpu-arm64") || comparisons.containsKey(scenario))
                        .as(scenario)
                        .isTrue());
    }

    @Test
    void bothRefuseGpuSupportOnMacos(@TempDir Path out) throws InterruptedException {
        Recording recording = record("osx-3.11-coreneuron-gpu-arm64", out);

        assertThat(recording.exit()).isEqualTo(1);
        assertThatThrownBy(() -> WheelBuilder.macos().feature("coreneuron-gpu"))
                .isInstanceOf(InvalidRequestException.class);
    }

    private static List<Comparison> compare(Scenario scenario, Path out) throws IOException, InterruptedException {
        SourceFiles files = new SourceFiles(source());
        Recording recording = record(scenario.recording(), out);
        assertThat(recording.exit()).as(scenario.name()).isZero();
        BuildPlan plan = scenario.request().apply(source()).plan(inventory(scenario));
        return Comparison.of(ScriptFacts.of(recording, files), PlanFacts.of(plan, files, recording.start()));
    }

    private static Recording record(String scenario, Path out) throws InterruptedException {
        return Recording.of(scenario, RESOURCES.resolve("record.sh"), source(), out);
    }

    private static Inventory inventory(Scenario scenario) throws IOException {
        Path recorded = RESOURCES.resolve("inventories/" + scenario.inventory() + ".json");
        return scenario.machine(Inventory.fromJson(Files.readString(recorded)));
    }

    private static Path source() {
        return Environment.system()
                .variable("NRNWHEEL_NEURON_SOURCE")
                .map(Path::of)
                .orElseThrow(() -> new AssertionError(
                        "NRNWHEEL_NEURON_SOURCE is not set: it names NEURON's source tree; ./check sets it"));
    }

    private Stream<DynamicTest> each(Consumer<List<Comparison>> check) {
        return comparisons.entrySet().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.getKey(), () -> check.accept(scenario.getValue())));
    }
}
