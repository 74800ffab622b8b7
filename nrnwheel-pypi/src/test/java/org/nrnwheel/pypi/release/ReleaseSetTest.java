package org.nrnwheel.pypi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;
import org.nrnwheel.wheel.WheelArtifact;

class ReleaseSetTest {
    private static final String LINUX = "manylinux_2_17_x86_64.manylinux2014_x86_64";
    private static final ReleaseSet SET = ReleaseSet.expect(
                    List.of("3.10-3.11"), List.of("manylinux_x86_64", "macosx_arm64"), List.of("neuron", "neuron-gpu"))
            .release("8.2.6");

    @TempDir
    private Path directory;

    private Path wheel(String project, String version, String tag) throws IOException {
        return wheel(project, version, tag, "tag = '" + tag + "'\n");
    }

    private Path wheel(String project, String version, String tag, String content) throws IOException {
        Path any = SmallWheel.named(project)
                .version(version)
                .with(project + ".py", content)
                .write(Files.createTempDirectory(directory, "wheel"));
        return Files.move(any, any.resolveSibling(project + "-" + version + "-" + tag + ".whl"));
    }

    /** The whole release. */
    private List<Path> wheels() throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (String python : List.of("cp310-cp310-", "cp311-cp311-")) {
            wheels.add(wheel("neuron", "8.2.6", python + LINUX));
            wheels.add(wheel("neuron_gpu", "8.2.6", python + LINUX));
            wheels.add(wheel("neuron", "8.2.6", python + "macosx_11_0_universal2"));
        }
        return wheels;
    }

    private Path evidence(List<Path> wheels, Status status, boolean required) throws IOException {
        Path reports = Files.createTempDirectory(directory, "reports");
        for (Path wheel : wheels) {
            Files.writeString(
                    reports.resolve(wheel.getFileName() + ".json"),
                    report(wheel, status, required).toJson());
        }
        return reports;
    }

    private static TestReport report(Path wheel, Status status, boolean required) throws IOException {
        return new TestReport(
                "neuron",
                String.valueOf(wheel.getFileName()),
                WheelArtifact.of(wheel).sha256(),
                "3.11.2 /usr/bin/python3",
                TestEnvironment.VENV,
                "newest",
                required,
                List.of(),
                List.of(),
                List.of(new CheckResult("import", status, "broken", Duration.ZERO, "", Optional.empty())),
                Instant.EPOCH);
    }

    private static List<String> ids(ReleaseReport report) {
        return report.findings().stream().map(Finding::id).toList();
    }

    @Test
    void aWholeTestedReleaseMayGoOut() throws IOException {
        List<Path> wheels = wheels();
        ReleaseReport report =
                SET.evidence(evidence(wheels, Status.PASSED, true)).require(wheels);

        assertThat(report.findings()).isEmpty();
        assertThat(report.wheels()).isEqualTo(wheels);
        assertThat(report.expected())
                .hasSize(6)
                .allMatch(slot ->
                        !slot.project().endsWith("gpu") || slot.platform().equals("manylinux_x86_64"));
        assertThat(report.toText()).isEqualTo("6 wheels for 6 places: the release may go out\n");
    }

    @Test
    void oneMissingWheelKeepsAllBack() throws IOException {
        List<Path> wheels = wheels();
        ReleaseSet set = SET.evidence(evidence(wheels, Status.PASSED, true));

        assertThatThrownBy(() -> set.require(wheels.subList(0, 5)))
                .isInstanceOfSatisfying(
                        ReleaseRefusedException.class,
                        refused -> assertThat(ids(refused.report())).containsExactly("missing-wheel"))
                .hasMessageContaining("there is no wheel for neuron cp311-macosx_arm64")
                .hasMessageContaining("nothing may go out");
    }

    @Test
    void wheelsThatNobodyExpectsAreNamed() throws IOException {
        List<Path> wheels = wheels();
        wheels.add(wheel("neuron", "8.2.6", "cp39-cp39-" + LINUX));
        wheels.add(wheel("neuron_nightly", "8.2.6", "cp311-cp311-" + LINUX));
        wheels.add(wheel("neuron_gpu", "8.2.6", "cp311-cp311-macosx_11_0_arm64"));
        wheels.add(wheel("neuron", "8.2.6", "cp310-cp310-manylinux_2_28_x86_64"));
        ReleaseReport report =
                SET.evidence(evidence(wheels, Status.PASSED, true)).check(wheels);

        assertThat(ids(report))
                .containsExactly("several-wheels", "unexpected-wheel", "unexpected-wheel", "unexpected-wheel");
        assertThat(report.toText())
                .contains("neuron-8.2.6-cp310-cp310-manylinux_2_28_x86_64.whl", "nothing expects it");
    }

    @Test
    void versionsMustBeOneAndOfTheirKind() throws IOException {
        List<Path> wheels = wheels();
        wheels.set(0, wheel("neuron", "8.2.7.dev3", "cp310-cp310-" + LINUX));
        ReleaseReport report =
                SET.evidence(evidence(wheels, Status.PASSED, true)).check(wheels);
        assertThat(ids(report)).containsExactly("other-version", "several-versions", "wrong-version");

        List<Path> nightly = List.of(wheel("neuron_nightly", "9.0.dev12", "cp311-abi3-" + LINUX));
        ReleaseSet expected = ReleaseSet.expect(List.of("3.11-3.13"), List.of("manylinux_x86_64"), List.of("neuron"))
                .nightly()
                .evidence(evidence(nightly, Status.PASSED, true));
        assertThat(expected.check(nightly).findings()).isEmpty();
        assertThat(ids(expected.check(List.of(wheel("neuron_nightly", "9.0.0", "cp311-abi3-" + LINUX)))))
                .contains("wrong-version", "not-tested");
    }

    @Test
    void whatWasNotTestedAsItIsDoesNotGoOut() throws IOException {
        List<Path> wheels = wheels();
        Path reports = evidence(wheels.subList(1, 6), Status.PASSED, true);
        ReleaseSet set = SET.evidence(reports, evidence(wheels.subList(0, 1), Status.PASSED, false));
        assertThat(set.check(wheels).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("not-tested");
            assertThat(finding.file()).hasValue(String.valueOf(wheels.get(0).getFileName()));
        });

        ReleaseReport failed = SET.evidence(reports, evidence(wheels.subList(0, 1), Status.FAILED, true))
                .check(wheels);
        assertThat(ids(failed)).containsExactly("not-tested", "test-failed");
        assertThat(failed.toText()).contains("import (broken)");

        Path other = Files.writeString(directory.resolve("other.json"), "[]");
        assertThatThrownBy(() -> SET.evidence(other).check(wheels))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("other.json");
    }

    @Test
    void whatTheAuditFindsKeepsAllBack() throws IOException {
        List<Path> wheels = new ArrayList<>(wheels());
        wheels.set(0, wheel("neuron", "8.2.6", "cp310-cp310-linux_x86_64"));
        ReleaseReport report =
                SET.evidence(evidence(wheels, Status.PASSED, true)).check(wheels);

        assertThat(ids(report)).containsExactly("missing-wheel", "platform-not-accepted", "unexpected-wheel");
    }

    @Test
    void wheelsThatGrewAreFound() throws IOException {
        List<Path> wheels = wheels();
        Path old = wheel("neuron", "8.2.4", "cp310-cp310-manylinux2014_x86_64");
        ReleaseSet set = SET.evidence(evidence(wheels, Status.PASSED, true)).previous(old);
        assertThat(set.check(wheels).findings()).isEmpty();

        List<Path> larger = new ArrayList<>(wheels);
        StringBuilder content = new StringBuilder();
        new Random(1).ints(500).forEach(content::append);
        larger.set(0, wheel("neuron", "8.2.6", "cp310-cp310-" + LINUX, content.toString()));
        ReleaseSet tested = set.evidence(evidence(larger, Status.PASSED, true));
        assertThat(ids(tested.check(larger))).containsExactly("grown");
        assertThat(tested.growth(100).check(larger).findings()).isEmpty();
    }

    private Path damaged(Path wheel) throws IOException {
        return Files.write(wheel, "more".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    /** Puts one in its place whose RECORD is still that of the former. */
    private void withOtherRecord(Path wheel) throws IOException {
        String record;
        try (FileSystem archive = FileSystems.newFileSystem(wheel)) {
            record = Files.readString(archive.getPath("neuron-8.2.6.dist-info/RECORD"));
        }
        Path changed = SmallWheel.named("neuron")
                .version("8.2.6")
                .with("neuron.py", "changed = 1\n")
                .record(record)
                .write(directory);
        Files.move(changed, wheel, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void whatTheUserWeighsLessStaysSoUnlessPypiRefusesIt() throws IOException {
        List<Path> wheels = wheels();
        withOtherRecord(wheels.get(0));
        ReleaseSet set = SET.evidence(evidence(wheels, Status.PASSED, true));
        assertThat(ids(set.check(wheels))).containsExactly("record-mismatch");
        WheelAuditor lenient = WheelAuditor.hermetic()
                .level("record-mismatch", Severity.WARNING)
                .level("trailing-data", Severity.ADVICE);
        assertThat(set.auditor(lenient).check(wheels).findings()).isEmpty();

        damaged(wheels.get(1));
        ReleaseReport refused = set.evidence(evidence(wheels.subList(1, 2), Status.PASSED, true))
                .auditor(lenient)
                .check(wheels);
        assertThat(refused.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("trailing-data");
            assertThat(finding.file()).hasValue(String.valueOf(wheels.get(1).getFileName()));
        });
    }

    @Test
    void everyWheelIsToldOfOnce() throws IOException {
        List<Path> wheels = wheels();
        Path old = wheel("neuron", "8.2.4", "cp310-cp310-manylinux2014_x86_64");
        List<ReleaseEvent> events = new ArrayList<>();
        ReleaseSet set = SET.evidence(evidence(wheels, Status.PASSED, true))
                .previous(old)
                .listener(events::add);
        assertThat(set.listener(event -> {
                            throw new IllegalStateException("a listener that fails changes nothing");
                        })
                        .check(wheels)
                        .passed())
                .isTrue();

        assertThat(events).hasSize(wheels.size() + 1);
        assertThat(events.subList(0, 6))
                .allMatch(event -> event instanceof ReleaseEvent.Checking && event.of() == 6)
                .extracting(ReleaseEvent::number)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(events.subList(0, 6))
                .extracting(ReleaseEvent::file)
                .containsExactlyInAnyOrderElementsOf(wheels.stream()
                        .map(wheel -> wheel.getFileName().toString())
                        .toList());
        assertThat(events.get(6))
                .isEqualTo(
                        new ReleaseEvent.Comparing(wheels.get(0).getFileName().toString(), 1, 1));
    }

    @Test
    void findingsComeInTheOrderOfTheWheelsHoweverLongEachTakes() throws IOException {
        List<Candidate> wheels = new ArrayList<>();
        for (Path wheel : wheels()) {
            wheels.add(Candidate.of(damaged(wheel)));
        }
        List<String> files = new ArrayList<>();
        new AuditCheck(WheelAuditor.hermetic(), Preflight.ofPypi(), new Listeners<>(List.of(), e -> {}))
                .check(wheels, finding -> files.add(finding.file().orElseThrow()));
        assertThat(files).isEqualTo(wheels.stream().map(Candidate::file).toList());
    }

    @Test
    void whatIsExpectedMustHaveAnEnd() {
        for (String endless : List.of("3*", ">=3.9", "/usr/bin/python3")) {
            assertThatThrownBy(() -> ReleaseSet.expect(List.of(endless), List.of("any"), List.of("neuron")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(endless);
        }
        assertThatThrownBy(() -> ReleaseSet.expect(List.of("3.9"), List.of(), List.of("neuron")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> SET.check(List.of(directory.resolve("none.whl"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no wheel");
        assertThatThrownBy(() -> SET.growth(0.5)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> SET.release("eight")).isInstanceOf(InvalidRequestException.class);
    }
}
