package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testkit.SmallWheel;

/** What PyPI asks beyond what its packaging library checks; that is held by a differential test. */
class PreflightTest {
    @TempDir
    private Path directory;

    private Path wheel(String... metadata) throws IOException {
        return SmallWheel.named("sample").metadata(metadata).write(directory);
    }

    private Path described(String text, String... metadata) throws IOException {
        return SmallWheel.named("sample").metadata(metadata).description(text).write(directory);
    }

    private static List<String> errors(Path wheel) {
        return Preflight.ofPypi().check(wheel).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::message)
                .toList();
    }

    @Test
    void aRequirementWithAUrlIsForNoIndex() throws IOException {
        assertThat(errors(wheel("Requires-Dist: numpy @ https://example.org/numpy.whl")))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).startsWith("Requires-Dist: numpy @").contains("with a URL"));
    }

    @Test
    void aDeprecatedClassifierIsToldWithWhatReplacesIt() throws IOException {
        assertThat(errors(wheel("Classifier: Natural Language :: Ukranian")))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("Natural Language :: Ukrainian"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Home-page: UNKNOWN",
                "Home-page: ftp://example.org",
                "Project-URL: https://example.org",
                "Project-URL: a label of more than thirty-two characters, https://example.org",
                "Author-email: nobody",
                "Maintainer-email: Some Body <nobody@>",
                "Summary: two\nSummary: of them",
                "License-Expression: MIT\nClassifier: License :: OSI Approved :: MIT License"
            })
    void whatTheIndexAsksBesidesIsFound(String line) throws IOException {
        assertThat(errors(wheel(line.split("\n")))).as(line).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Home-page: https://example.org/a?b=c#d",
                "Project-URL: Source, https://example.org",
                "Author-email: Some Body <nobody@example.org>",
                "Author-email: nobody@example.org, other@example.org",
                "Requires-External: libfoo (>=1)",
                "License-File: LICENSE"
            })
    void whatTheIndexTakesIsNotFound(String line) throws IOException {
        assertThat(errors(wheel(line))).as(line).isEmpty();
    }

    @Test
    void aLongSummaryIsRefused() throws IOException {
        assertThat(errors(wheel("Summary: " + "x".repeat(512)))).isEmpty();
        assertThat(errors(wheel("Summary: " + "x".repeat(513))))
                .singleElement()
                .asString()
                .contains("512");
    }

    @Test
    void licenseFilesOfTodayMustBeInTheWheel() throws IOException {
        Path older = wheel("License-File: LICENSE");
        assertThat(errors(older)).isEmpty();
        Path newer = SmallWheel.named("sample")
                .version("1.1")
                .metadataVersion("2.4")
                .metadata("License-File: LICENSE")
                .write(directory);
        assertThat(errors(newer))
                .singleElement()
                .asString()
                .contains("the wheel has no sample-1.1.dist-info/licenses/LICENSE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "any",
                "win_amd64",
                "manylinux1_x86_64",
                "manylinux2014_aarch64",
                "manylinux_2_17_x86_64",
                "musllinux_1_2_riscv64",
                "macosx_10_9_universal2",
                "macosx_11_0_arm64",
                "ios_13_0_arm64_iphoneos",
                "android_21_arm64_v8a",
                "pyodide_2025_0_wasm32"
            })
    void platformsOfIndexesAreAccepted(String tag) {
        assertThat(PlatformRules.accepts(tag)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux_x86_64",
                "linux_aarch64",
                "manylinux1_aarch64",
                "manylinux_2_17_mips",
                "manylinux_2_x86_64",
                "macosx_11_0_ppc",
                "macosx_arm64",
                "freebsd_14_x86_64"
            })
    void platformsOfOneMachineAreNot(String tag) {
        assertThat(PlatformRules.accepts(tag)).isFalse();
    }

    @Test
    void sizeAndProjectAreChecked() throws IOException {
        Path wheel = wheel();
        assertThat(Preflight.ofPypi().largest(10).check(wheel).findings())
                .extracting(Finding::id)
                .contains("too-large");
        assertThat(Preflight.ofPypi().project("neuron_Nightly").check(wheel).findings())
                .filteredOn(finding -> finding.id().equals("other-project"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("not of neuron-nightly"));
        assertThat(Preflight.ofPypi().project("Sample").check(wheel).findings())
                .extracting(Finding::id)
                .doesNotContain("other-project", "too-large");
        assertThatThrownBy(() -> Preflight.ofPypi().largest(0)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void anArchiveThatReadersSeeDifferentlyIsRefused() throws IOException {
        Path wheel = wheel();
        try (OutputStream out = Files.newOutputStream(wheel, StandardOpenOption.APPEND)) {
            out.write("more".getBytes(StandardCharsets.UTF_8));
        }
        PreflightReport report = Preflight.ofPypi().check(wheel);
        assertThat(report.passed()).isFalse();
        assertThat(report.findings()).extracting(Finding::id).contains("trailing-data");
        assertThat(report.toText())
                .startsWith("sample-1.0-py3-none-any.whl: would be refused\n")
                .contains("→");
    }

    @Test
    void aDescriptionThatDoesNotRenderIsRefused() throws IOException {
        String text = "Sample\n====\n";
        assertThat(errors(described(text, "Description-Content-Type: text/x-rst; charset=UTF-8")))
                .containsExactly(
                        "the description does not render as reStructuredText: its line 2: the line under the title is"
                                + " shorter than the title");
        assertThat(errors(described(text))).hasSize(1);
        assertThat(errors(described(text, "Description-Content-Type: text/markdown")))
                .isEmpty();
        assertThat(errors(described(text, "Description-Content-Type: text/plain")))
                .isEmpty();
        assertThat(errors(described("Sample\n======\n", "Description-Content-Type: text/x-rst")))
                .isEmpty();
        assertThat(Preflight.ofPypi().check(described("Sample\n======\n")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ADVICE));
    }

    @Test
    void anIndexInADirectoryIsHeldToIt() throws IOException {
        Path refused = wheel("Classifier: No :: Such");
        Path sound = SmallWheel.named("other").write(directory);
        Path index = directory.resolve("index");
        List<PublishEvent> events = new ArrayList<>();
        PypiPublisher publisher = PypiPublisher.to(Repository.directory(index)).listener(events::add);
        assertThatThrownBy(() -> publisher.preflight(Preflight.ofPypi()).publish(List.of(sound, refused)))
                .isInstanceOfSatisfying(
                        PreflightFailedException.class,
                        error -> assertThat(error.refused())
                                .extracting(PreflightReport::wheel)
                                .containsExactly("sample-1.0-py3-none-any.whl"));
        assertThat(index).doesNotExist();
        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(event).isInstanceOf(PublishEvent.Checking.class));

        assertThat(publisher.publish(List.of(sound, refused)).published()).isTrue();
    }

    @Test
    void nestingIsBounded() {
        String deep = "(".repeat(10_000);
        assertThat(LicenseSyntax.problem(deep + "MIT" + ")".repeat(10_000))).contains("it is nested too deep");
        assertThat(RequirementSyntax.of("a; " + deep).problem()).isPresent();
        assertThat(Stream.of("MIT", "(MIT)", "((MIT) OR Apache-2.0)").map(LicenseSyntax::problem))
                .allMatch(Optional::isEmpty);
    }
}
