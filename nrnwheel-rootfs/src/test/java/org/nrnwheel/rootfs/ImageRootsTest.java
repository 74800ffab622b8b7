package org.nrnwheel.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Environment;
import org.nrnwheel.tag.Architecture;

class ImageRootsTest {
    @TempDir
    Path directory;

    private ImageRoots roots;
    private Path root;

    @BeforeEach
    void prepare() {
        root = directory.resolve("roots/tools");
        roots = ImageRoots.of(new Environment(
                Map.of("NRNWHEEL_CACHE", directory.resolve("cache").toString()),
                Map.of("os.arch", "amd64", "user.dir", directory.toString(), "user.home", directory.toString())));
    }

    private static TestArchive image() {
        return new TestArchive(
                new TestLayer().file("etc/os-release", "ID=test\n").file("gone", "x"),
                new TestLayer().file(".wh.gone", "").link("etc/resolv.conf", "/run/resolv.conf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "oci"})
    void bothKindsOfArchivesAreUnpacked(String kind) throws IOException {
        TestArchive archive = kind.equals("docker") ? image().docker() : image().oci();
        archive.write(directory.resolve("image.tar"));

        ImageRoot made = roots.pull("image.tar", root);

        assertThat(made.directory()).isEqualTo(root);
        assertThat(root.resolve("etc/os-release")).hasContent("ID=test\n");
        assertThat(root.resolve("gone")).doesNotExist();
        assertThat(made.image().architecture()).isEqualTo(Architecture.X86_64);
        assertThat(made.image().environment())
                .containsEntry("PATH", "/opt/bin:/usr/bin:/bin")
                .containsEntry("X", "1=2");
        assertThat(made.image().workingDirectory()).isEqualTo("/w");
        assertThat(made.image().name()).isEqualTo(kind.equals("docker") ? "tools:1" : "image.tar");
        assertThat(ImageRoot.find(root)).contains(made);
        assertThat(root.resolve("proc")).isDirectory();
        assertThat(Files.isSymbolicLink(root.resolve("etc/resolv.conf"))).isFalse();
        assertThat(directory.resolve("roots")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aCompressedArchiveIsUnpackedAndLeavesNothing() throws IOException {
        Files.write(
                directory.resolve("image.tar.gz"),
                TestLayer.gzip(image().docker().tar()));
        roots.pull("image.tar.gz", root);
        assertThat(root.resolve("etc/os-release")).exists();
        assertThat(directory.resolve("cache")).isDirectoryNotContaining("glob:**.tar");
    }

    @Test
    void aSecondPullOfTheSameImageDoesNothingAndOfAnotherIsRefused() throws IOException {
        image().docker().write(directory.resolve("image.tar"));
        new TestArchive(new TestLayer().file("other", "x")).docker().write(directory.resolve("other.tar"));
        roots.pull("image.tar", root);
        Files.writeString(root.resolve("mine"), "x");
        List<PullProgress> heard = new ArrayList<>();
        roots.onProgress(heard::add).pull("image.tar", root);
        assertThat(heard).isEmpty();
        assertThatThrownBy(() -> roots.pull("other.tar", root))
                .isInstanceOf(ImageRootException.class)
                .hasMessageContaining("is there already");
        assertThat(root.resolve("mine")).exists();
    }

    @Test
    void aFailedPullLeavesNothingAndAKilledOnesPartIsTakenAway() throws IOException {
        TestArchive broken = image().docker();
        broken.replace("1/layer.tar", new TestLayer().file("evil", "x").bytes()).write(directory.resolve("broken.tar"));
        assertThatThrownBy(() -> roots.pull("broken.tar", root)).isInstanceOf(ImageRootException.class);
        assertThat(directory.resolve("roots")).isEmptyDirectory();

        Files.createDirectories(directory.resolve("roots/.tools.part/left/behind"));
        image().docker().write(directory.resolve("image.tar"));
        roots.pull("image.tar", root);
        assertThat(root.resolve("left")).doesNotExist();
        assertThat(directory.resolve("roots/.tools.part")).doesNotExist();
    }

    @Test
    void aChangedConfigurationOrManifestIsRefused() throws IOException {
        TestArchive docker = image().docker();
        String config = docker.names().stream()
                .filter(name -> name.endsWith(".json") && !name.equals("manifest.json"))
                .findFirst()
                .orElseThrow();
        docker.replace(config, TestArchive.bytes(changed(docker.member(config))))
                .write(directory.resolve("docker.tar"));
        assertThatThrownBy(() -> roots.pull("docker.tar", root)).hasMessageContaining("sha256");

        TestArchive oci = image().oci();
        for (String name : oci.names()) {
            if (name.startsWith("blobs/")) {
                TestArchive changed = image().oci().replace(name, TestArchive.bytes("{}"));
                changed.write(directory.resolve("oci.tar"));
                assertThatThrownBy(() -> roots.pull("oci.tar", root))
                        .as(name)
                        .isInstanceOfAny(ImageRootException.class);
            }
        }
        assertThat(root).doesNotExist();
    }

    private static String changed(byte[] config) {
        return new String(config, StandardCharsets.UTF_8).replace("X=1=2", "LD_PRELOAD=/evil");
    }

    @Test
    void anotherArchitectureMustBeAskedFor() throws IOException {
        image().architecture("arm64").oci().write(directory.resolve("arm.tar"));
        assertThatThrownBy(() -> roots.pull("arm.tar", root)).hasMessageContaining("linux/arm64");
        ImageRoot made = roots.architecture(Architecture.AARCH64).pull("arm.tar", root);
        assertThat(made.image().architecture()).isEqualTo(Architecture.AARCH64);
    }

    @Test
    void whatIsNoImageIsNamed() throws IOException {
        Files.write(
                directory.resolve("plain.tar"), new TestLayer().file("a", "x").bytes());
        assertThatThrownBy(() -> roots.pull("plain.tar", root)).hasMessageContaining("holds no image");
        Files.writeString(directory.resolve("text"), "no tar at all".repeat(100));
        assertThatThrownBy(() -> roots.pull("text", root)).isInstanceOf(ImageRootException.class);
        assertThatThrownBy(() -> roots.pull("./missing.tar", root)).hasMessageContaining("missing.tar");
        assertThat(root).doesNotExist();
    }

    @Test
    void anImageCannotSayWhereItsDescriptionIs() throws IOException {
        Files.writeString(directory.resolve("image.json"), "{}");
        new TestArchive(new TestLayer().link(".nrnwheel", directory.toString()))
                .docker()
                .write(directory.resolve("image.tar"));
        ImageRoot made = roots.pull("image.tar", root);
        assertThat(ImageRoot.find(root)).contains(made);
        assertThat(directory.resolve("image.json")).hasContent("{}");
        assertThat(root.resolve(".nrnwheel")).isDirectory();
    }

    @Test
    void progressIsTold() throws IOException {
        image().docker().write(directory.resolve("image.tar"));
        List<PullProgress> heard = new ArrayList<>();
        roots.onProgress(heard::add).pull("image.tar", root);
        assertThat(heard).extracting(PullProgress::stage).contains(PullProgress.Stage.FETCH, PullProgress.Stage.UNPACK);
        assertThat(heard).allMatch(event -> event.layers() == 2 && event.done() <= event.total());
    }
}
