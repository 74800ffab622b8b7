package org.nrnwheel.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.SampleWheel;
import org.nrnwheel.wheel.WheelArtifact;

class SimpleIndexTest {
    @TempDir
    private Path directory;

    @Test
    void listsAWheelWithItsHashesAndPythons() throws IOException {
        Path wheel = sample("NEURON_nightly-8.2.6+gpu.1-cp311-cp311-linux_x86_64.whl");
        SimpleIndex index = SimpleIndex.at(directory.resolve("simple")).add(wheel);
        Path project = index.directory().resolve("neuron-nightly");
        String sha256 = WheelArtifact.of(wheel).sha256();
        String metadata = sha256(project, wheel.getFileName() + ".metadata");
        assertThat(index.directory().resolve("index.html")).content().contains("<a href=\"neuron-nightly/\">");
        assertThat(project.resolve("index.html"))
                .content()
                .contains("href=\"NEURON_nightly-8.2.6%2Bgpu.1-cp311-cp311-linux_x86_64.whl#sha256=" + sha256 + "\"")
                .contains("data-requires-python=\"&gt;=3.8\"")
                .contains("data-core-metadata=\"sha256=" + metadata + "\"")
                .contains("data-dist-info-metadata=\"sha256=" + metadata + "\"");
        assertThat(project.resolve(wheel.getFileName())).hasSameBinaryContentAs(wheel);
        JsonReader file = read(project).list("files", item -> item).get(0);
        assertThat(read(project).field("meta").string("api-version")).isEqualTo("1.1");
        assertThat(read(project).strings("versions")).containsExactly("8.2.6+gpu.1");
        assertThat(file.field("hashes").string("sha256")).isEqualTo(sha256);
        assertThat(file.number("size")).isEqualTo(Files.size(wheel));
        assertThat(file.string("requires-python")).isEqualTo(">=3.8");
        assertThat(file.field("core-metadata").string("sha256")).isEqualTo(metadata);
    }

    @Test
    void hasTheSameBytesInWhateverOrderWheelsCome() throws IOException {
        List<Path> wheels = new ArrayList<>(samples());
        Path one = directory.resolve("one");
        Path other = directory.resolve("other");
        wheels.forEach(wheel -> SimpleIndex.at(one).add(wheel));
        Collections.reverse(wheels);
        wheels.forEach(wheel -> SimpleIndex.at(other).add(wheel));
        assertThat(snapshot(other)).isEqualTo(snapshot(one));
    }

    @Test
    void listsWheelsByVersionAndNotByName() throws IOException {
        SimpleIndex index = SimpleIndex.at(directory.resolve("simple"));
        samples().forEach(index::add);
        assertThat(index.wheels("Demo"))
                .extracting(WheelArtifact::fileName)
                .containsExactly(
                        "demo-1.2-py3-none-any.whl",
                        "demo-1.10-cp311-cp311-linux_x86_64.whl",
                        "demo-1.10-cp312-cp312-linux_x86_64.whl");
        assertThat(index.wheels("unknown")).isEmpty();
    }

    @Test
    void addingAgainChangesNothing() throws IOException {
        Path wheel = sample("demo-1.0-py3-none-any.whl");
        SimpleIndex index = SimpleIndex.at(directory.resolve("simple")).add(wheel);
        Map<Path, String> before = snapshot(index.directory());
        index.add(wheel).add(index.wheels("demo").get(0).path());
        assertThat(snapshot(index.directory())).isEqualTo(before);
    }

    @Test
    void refusesAnotherContentUnderTheSameName() throws IOException {
        Path wheel = sample("demo-1.0-py3-none-any.whl");
        SimpleIndex index = SimpleIndex.at(directory.resolve("simple")).add(wheel);
        Map<Path, String> before = snapshot(index.directory());
        Path changed = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/more.py", "1")
                .writeTo(Files.createDirectory(directory.resolve("changed")));
        assertThatThrownBy(() -> index.add(changed))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("with another content")
                .extracting(e -> ((IndexException) e).code())
                .isEqualTo("index");
        assertThat(snapshot(index.directory())).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoWheelBeforeItMakesAnything() throws IOException {
        Path broken = Files.writeString(directory.resolve("demo-1.0-py3-none-any.whl"), "x");
        SimpleIndex index = SimpleIndex.at(directory.resolve("simple"));
        assertThatThrownBy(() -> index.add(broken)).isInstanceOf(InvalidWheelException.class);
        assertThat(index.directory()).doesNotExist();
    }

    @Test
    void saysWhyItsDirectoryCannotBeMade() throws IOException {
        Path wheel = sample("demo-1.0-py3-none-any.whl");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> SimpleIndex.at(file.resolve("simple")).add(wheel))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void addsFromManyThreadsAtOnce() throws Exception {
        List<Path> wheels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            wheels.add(sample("demo-1." + i + "-py3-none-any.whl"));
        }
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<SimpleIndex>> work = new ArrayList<>();
            wheels.forEach(wheel ->
                    work.add(() -> SimpleIndex.at(directory.resolve("simple")).add(wheel)));
            for (Future<SimpleIndex> future : executor.invokeAll(work)) {
                future.get();
            }
        } finally {
            executor.shutdown();
        }
        JsonReader page = read(directory.resolve("simple/demo"));
        assertThat(page.list("files", file -> file.string("filename"))).hasSize(12);
    }

    @Test
    void leavesFilesThatAWebServersUserCanRead() throws IOException {
        SimpleIndex index = SimpleIndex.at(directory.resolve("simple")).add(sample("demo-1.0-py3-none-any.whl"));
        for (Path file : snapshot(index.directory()).keySet()) {
            Path path = index.directory().resolve(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-r--r--");
        }
    }

    private List<Path> samples() throws IOException {
        return List.of(
                sample("demo-1.10-cp312-cp312-linux_x86_64.whl"),
                sample("demo-1.2-py3-none-any.whl"),
                sample("demo-1.10-cp311-cp311-linux_x86_64.whl"),
                sample("a.b_C-1.0-py3-none-any.whl"));
    }

    private Path sample(String fileName) throws IOException {
        return SampleWheel.valid(fileName).writeTo(directory);
    }

    private static JsonReader read(Path project) throws IOException {
        return Json.read(Files.readString(project.resolve("index.json")), "index.json");
    }

    private static String sha256(Path directory, String file) throws IOException {
        return WheelArtifact.of(directory.resolve(file)).sha256();
    }

    /** Every file but the lock, with its digest. */
    private static Map<Path, String> snapshot(Path root) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(".lock")) {
                    files.put(
                            root.relativize(file),
                            sha256(root, root.relativize(file).toString()));
                }
            }
        }
        return files;
    }
}
