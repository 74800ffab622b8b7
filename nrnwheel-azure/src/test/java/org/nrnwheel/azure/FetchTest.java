package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.azure.fake.Fault;
import org.nrnwheel.wheel.WheelArtifact;

/** Artifacts, which are not trusted. */
class FetchTest {
    private static final String WHEEL = "NEURON-8.2.6-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    private static final int SIZE = 200_000;
    private static final String CONTENT = "GET content/drop";

    @TempDir
    private Path directory;

    private final Pipeline its = new Pipeline();

    @AfterEach
    void close() {
        its.close();
    }

    private PipelineRun run(Map<String, Integer> files) {
        return run(Pipeline.zip(new TreeMap<>(files)));
    }

    private PipelineRun run(byte[] zip) {
        return its.pipeline()
                .run(its.azure.run(1, "refs/heads/master").artifact("drop", zip).id());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void wheelsComeIntoTheDirectoryAndReportsBelowIt() throws IOException {
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE, "drop/linux-311/.nrnwheel/report.json", 10));

        FetchedArtifact fetched = run.fetch("drop", directory);

        assertThat(run.artifacts()).containsExactly("drop");
        assertThat(files()).containsExactly(WHEEL, "linux-311/.nrnwheel/report.json");
        assertThat(fetched.wheels()).containsExactly(WheelArtifact.of(directory.resolve(WHEEL)));
        assertThat(directory.resolve(WHEEL)).hasBinaryContent(Pipeline.content("drop/" + WHEEL, SIZE));
        assertThat(fetched.toJson()).contains(fetched.wheels().get(0).sha256());
    }

    @Test
    void fetchingAgainChangesNothingAndAnotherContentIsRefused() throws IOException {
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE));
        run.fetch("drop", directory);
        run.fetch("drop", directory);
        assertThat(files()).containsExactly(WHEEL);
        Files.writeString(directory.resolve(WHEEL), "mine");

        assertThatThrownBy(() -> run.fetch("drop", directory)).hasMessageContaining("is there already");

        assertThat(directory.resolve(WHEEL)).hasContent("mine");
    }

    @Test
    void aBrokenTransferGoesOnWhereItBroke() throws IOException {
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE));
        its.azure.fault(Fault.broken(CONTENT, 1, 70_000)).fault(Fault.broken(CONTENT, 1, 50_000));

        run.fetch("drop", directory);

        assertThat(its.azure.fetches()).hasSize(3).first().isEqualTo("");
        assertThat(its.azure.fetches().get(2)).isEqualTo("bytes=120000-");
        assertThat(files()).containsExactly(WHEEL);
        assertThat(directory.resolve(WHEEL)).hasBinaryContent(Pipeline.content("drop/" + WHEEL, SIZE));
    }

    @Test
    void aTransferThatWasGivenUpGoesOnInAnotherProcess() throws IOException {
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE));
        its.azure.fault(Fault.broken(CONTENT, 1, 70_000)).fault(Fault.broken(CONTENT, Http.ATTEMPTS - 1, 0));
        assertThatThrownBy(() -> run.fetch("drop", directory))
                .isInstanceOfSatisfying(
                        AzureException.class,
                        error -> assertThat(error.remedy()).contains("goes on after the 70000 bytes"));

        its.pipeline().run(run.id()).fetch("drop", directory);

        assertThat(its.azure.fetches()).last().isEqualTo("bytes=70000-");
        assertThat(files()).containsExactly(WHEEL);
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedWhole() throws IOException {
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE));
        its.azure.fault(Fault.broken(CONTENT, 1, 70_000)).fault(Fault.broken(CONTENT, Http.ATTEMPTS - 1, 0));
        assertThatThrownBy(() -> run.fetch("drop", directory)).isInstanceOf(AzureException.class);
        its.azure.runs().get(0).artifact("drop", Pipeline.zip(Map.of("drop/other.whl", SIZE)));
        its.azure.entityTag(Optional.of("\"two\""));

        run.fetch("drop", directory);

        assertThat(files()).containsExactly("other.whl");
        assertThat(directory.resolve("other.whl")).hasBinaryContent(Pipeline.content("drop/other.whl", SIZE));
    }

    @Test
    void partsOfTwoFilesThatNoTagTellsApartAreFoundDamagedAndFetchedWhole() throws IOException {
        its.azure.entityTag(Optional.empty());
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE));
        its.azure.fault(Fault.broken(CONTENT, 1, 70_000)).fault(Fault.broken(CONTENT, Http.ATTEMPTS - 1, 0));
        assertThatThrownBy(() -> run.fetch("drop", directory)).isInstanceOf(AzureException.class);
        its.azure.runs().get(0).artifact("drop", Pipeline.zip(Map.of("drop/other.whl", SIZE)));

        run.fetch("drop", directory);

        assertThat(directory.resolve("other.whl")).hasBinaryContent(Pipeline.content("drop/other.whl", SIZE));
    }

    @Test
    void aServerWithoutRangesGivesTheWholeFileAgain() throws IOException {
        its.azure.withoutRanges();
        PipelineRun run = run(Map.of("drop/" + WHEEL, SIZE));
        its.azure.fault(Fault.broken(CONTENT, 1, 70_000));

        run.fetch("drop", directory);

        assertThat(directory.resolve(WHEEL)).hasBinaryContent(Pipeline.content("drop/" + WHEEL, SIZE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.whl",
                "drop/../../out.whl",
                "/etc/out.whl",
                "drop//out.whl",
                "C:\\out.whl",
                "drop\\..\\out.whl",
                "drop/./out.whl",
                "drop/a:b"
            })
    void namesThatLeadOutAreRefused(String name) throws IOException {
        PipelineRun run = run(Map.of(name, 10, "drop/" + WHEEL, 10));

        assertThatThrownBy(() -> run.fetch("drop", directory.resolve("in")))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("is not taken");
        assertThat(files()).noneMatch(file -> file.contains("out.whl")).noneMatch(file -> file.equals("in/" + WHEEL));
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        assertThatThrownBy(() -> run(Map.of("drop/a.txt", 10, "drop/A.txt", 10)).fetch("drop", directory))
                .hasMessageContaining("two entries have the name");
        assertThatThrownBy(() ->
                        run(Map.of("drop/a/x.whl", 10, "drop/b/x.whl", 11)).fetch("drop", directory))
                .hasMessageContaining("is twice in the artifact");
    }

    @Test
    void aBombEndsAtTheLimit() throws IOException {
        Path zip = directory.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("drop/zeros"));
            out.write(new byte[3_000_000]);
            out.closeEntry();
        }
        ArtifactArchive archive = new ArtifactArchive("drop", new ArtifactLimits(10, 10_000_000, 20, 1_000_000));

        assertThatThrownBy(() -> archive.unpack(zip, directory.resolve("out")))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("unpacks to more than it may");
        assertThat(Files.size(directory.resolve("out/zeros"))).isLessThanOrEqualTo(1_100_000);
        ArtifactArchive few = new ArtifactArchive("drop", new ArtifactLimits(0, 10_000_000, 20, 1_000_000));
        assertThatThrownBy(() -> few.unpack(zip, directory.resolve("few"))).hasMessageContaining("more than 0");
    }

    @Test
    void aDamagedArchiveIsNamedAndGone() throws IOException {
        byte[] zip = Pipeline.zip(Map.of("drop/" + WHEEL, SIZE));
        zip[SIZE / 2] ^= 1;
        PipelineRun run = run(zip);
        assertThatThrownBy(() -> run.fetch("drop", directory)).hasMessageContaining("damaged archive");
        assertThatThrownBy(() -> run("<html>".getBytes(StandardCharsets.UTF_8)).fetch("drop", directory))
                .hasMessageContaining("damaged archive");
        assertThat(files()).noneMatch(file -> file.endsWith(".zip")).doesNotContain(WHEEL);
    }

    @Test
    void anArtifactThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> run(Map.of()).fetch("wheels", directory))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("Azure has no artifact wheels of run 100");
    }

    @Test
    void anArtifactThatIsKeptNoMoreIsNamed() {
        PipelineRun run = run(Map.of("drop/" + WHEEL, 10));
        its.azure.fault(Fault.status(CONTENT, 1, 404, Map.of()));

        assertThatThrownBy(() -> run.fetch("drop", directory)).hasMessageContaining("HTTP 404");
        assertThat(its.azure.fetches()).hasSize(1);
    }
}
