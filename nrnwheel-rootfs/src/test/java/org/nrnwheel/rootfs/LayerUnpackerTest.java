package org.nrnwheel.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerUnpackerTest {
    @TempDir
    Path directory;

    private Path root;
    private Path outside;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(directory.resolve("root")).toRealPath();
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("file"), "outside");
    }

    private void unpack(TestLayer... layers) throws IOException {
        unpack(UnpackLimits.standard(), layers);
    }

    private void unpack(UnpackLimits limits, TestLayer... layers) throws IOException {
        LayerUnpacker unpacker = new LayerUnpacker(new RootTree(root), limits);
        for (TestLayer layer : layers) {
            byte[] bytes = layer.bytes();
            unpacker.unpack(new ByteArrayInputStream(bytes), Sha256.of(bytes));
        }
    }

    private void assertRefused(ThrowingCallable unpacking) {
        assertThatThrownBy(unpacking).isInstanceOfAny(ImageRootException.class, IOException.class);
        assertThat(outside)
                .isDirectoryContaining(path -> path.endsWith("file"))
                .isDirectoryNotContaining(path -> !path.endsWith("file"));
        assertThat(outside.resolve("file")).hasContent("outside");
    }

    @Test
    void filesKeepContentModeAndTime() throws IOException {
        unpack(new TestLayer()
                .directory("bin", 0755)
                .file("bin/tool", "#!/bin/sh\n", 0751)
                .file("./etc/name with \u00e9", "x", 0600)
                .link("bin/again", "tool")
                .hardLink("bin/same", "bin/tool"));
        Path tool = root.resolve("bin/tool");
        assertThat(tool).hasContent("#!/bin/sh\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tool)))
                .isEqualTo("rwxr-x--x");
        assertThat(Files.getLastModifiedTime(tool).toInstant()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
        assertThat(Files.getLastModifiedTime(root.resolve("bin")).toInstant())
                .isEqualTo(Instant.ofEpochSecond(1_600_000_000));
        assertThat(root.resolve("etc/name with \u00e9")).hasContent("x");
        assertThat(Files.readSymbolicLink(root.resolve("bin/again"))).isEqualTo(Path.of("tool"));
        assertThat(Files.isSameFile(tool, root.resolve("bin/same"))).isTrue();
    }

    @Test
    void setUserIdBitsDevicesAndPipesAreLeftOut() throws IOException {
        unpack(new TestLayer()
                .file("su", "x", 06755)
                .directory("tmp", 01777)
                .directory("closed", 0000)
                .special(TarConstants.LF_CHR, "dev/null")
                .special(TarConstants.LF_BLK, "dev/sda")
                .special(TarConstants.LF_FIFO, "pipe"));
        assertThat((int) Files.getAttribute(root.resolve("su"), "unix:mode") & 07777)
                .isEqualTo(0755);
        assertThat((int) Files.getAttribute(root.resolve("tmp"), "unix:mode") & 07777)
                .isEqualTo(0777);
        assertThat((int) Files.getAttribute(root.resolve("closed"), "unix:mode") & 07777)
                .isEqualTo(0700);
        assertThat(root.resolve("dev/null")).doesNotExist();
        assertThat(root.resolve("dev/sda")).doesNotExist();
        assertThat(root.resolve("pipe")).doesNotExist();
        assertThat(Files.getOwner(root.resolve("su"))).isEqualTo(Files.getOwner(directory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside/file", "a/../../outside/file", "..", "/../outside/file", "a/.."})
    void namesThatLeadOutAreRefused(String name) {
        assertRefused(() -> unpack(new TestLayer().file(name, "in")));
        assertRefused(() -> unpack(new TestLayer().hardLink("link", name)));
    }

    @Test
    void absoluteNamesAreOfTheRoot() throws IOException {
        unpack(new TestLayer().file("/etc/hosts", "mine").hardLink("/copy", "/etc/hosts"));
        assertThat(root.resolve("etc/hosts")).hasContent("mine");
        assertThat(root.resolve("copy")).hasContent("mine");
    }

    @Test
    void linksOnTheWayAreFollowedWithinTheRootAlone() throws IOException {
        unpack(
                new TestLayer()
                        .directory("usr/lib", 0755)
                        .link("lib", "usr/lib")
                        .link("absolute", outside.toString())
                        .link("up", "../../../../.." + outside),
                new TestLayer().file("lib/in", "1").file("absolute/file", "2").file("up/other", "3"));
        assertThat(root.resolve("usr/lib/in")).hasContent("1");
        assertThat(outside.resolve("file")).hasContent("outside");
        assertThat(outside.resolve("other")).doesNotExist();
        Path inside = root.resolve(outside.toString().substring(1));
        assertThat(inside.resolve("file")).hasContent("2");
        assertThat(inside.resolve("other")).hasContent("3");
    }

    @Test
    void aFileIsNeverWrittenThroughALink() throws IOException {
        unpack(
                new TestLayer()
                        .link("target", outside.resolve("file").toString())
                        .link("directory", outside.toString()),
                new TestLayer()
                        .file("target", "in")
                        .directory("directory", 0755)
                        .file("directory/file", "in"));
        assertThat(outside.resolve("file")).hasContent("outside");
        assertThat(Files.isRegularFile(root.resolve("target"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Files.isDirectory(root.resolve("directory"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void writingAFileDoesNotChangeItsHardLink() throws IOException {
        unpack(new TestLayer().file("a", "old").hardLink("b", "a"), new TestLayer().file("b", "new"));
        assertThat(root.resolve("a")).hasContent("old");
        assertThat(root.resolve("b")).hasContent("new");
    }

    @Test
    void hardLinksThroughLinksStayInside() {
        assertRefused(
                () -> unpack(new TestLayer().link("out", outside.toString()).hardLink("got", "out/file")));
        assertThat(root.resolve("got")).doesNotExist();
    }

    @Test
    void aHardLinkToALinkIsThatLinkNotItsTarget() throws IOException {
        unpack(new TestLayer().link("out", outside.resolve("file").toString()).hardLink("got", "out"));
        assertThat(Files.isSymbolicLink(root.resolve("got"))).isTrue();
    }

    @Test
    void hardLinksToDirectoriesOrNothingAreRefused() {
        assertRefused(() -> unpack(new TestLayer().directory("d", 0755).hardLink("l", "d")));
        assertRefused(() -> unpack(new TestLayer().hardLink("l", "nothing")));
        assertRefused(() -> unpack(new TestLayer().hardLink("l", "/")));
    }

    @Test
    void loopsOfLinksEnd() {
        assertRefused(() -> unpack(new TestLayer().link("a", "b").link("b", "a").file("a/file", "x")));
    }

    @Test
    void whiteoutsHideWhatIsBelowAlone() throws IOException {
        unpack(
                new TestLayer()
                        .file("d/gone", "1")
                        .file("d/stays", "1")
                        .file("tree/deep/file", "1")
                        .file("x", "1"),
                new TestLayer()
                        .file("d/.wh.gone", "")
                        .file("d/.wh.never", "")
                        .file(".wh.tree", "")
                        .file("x", "2")
                        .file(".wh.x", ""));
        assertThat(root.resolve("d/gone")).doesNotExist();
        assertThat(root.resolve("d/stays")).exists();
        assertThat(root.resolve("tree")).doesNotExist();
        assertThat(root.resolve("x")).hasContent("2");
        assertThat(root.resolve("d/.wh.gone")).doesNotExist();
    }

    @Test
    void anOpaqueDirectoryHidesAllThatIsBelowWhateverComesFirst() throws IOException {
        unpack(
                new TestLayer().file("d/old", "1").file("d/sub/old", "1").file("e/old", "1"),
                new TestLayer()
                        .file("d/sub/new", "2")
                        .file("d/.wh..wh..opq", "")
                        .file("d/new", "2")
                        .file("e/.wh..wh.plnk", ""));
        assertThat(root.resolve("d/old")).doesNotExist();
        assertThat(root.resolve("d/sub/old")).doesNotExist();
        assertThat(root.resolve("d/sub/new")).exists();
        assertThat(root.resolve("d/new")).exists();
        assertThat(root.resolve("e/old")).exists();
    }

    @Test
    void whiteoutsDoNotReachThroughLinks() throws IOException {
        unpack(
                new TestLayer().link("out", outside.toString()).link("l", outside.toString()),
                new TestLayer()
                        .file("out/.wh.file", "")
                        .file("l/.wh..wh..opq", "")
                        .file(".wh.out", ""));
        assertThat(outside.resolve("file")).hasContent("outside");
        assertThat(Files.isSymbolicLink(root.resolve("out"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", ".wh..", ".wh...", "d/.wh..."})
    void whiteoutsOfNoNameAreRefused(String name) {
        assertRefused(() -> unpack(new TestLayer().file("d/file", "x").file(name, "")));
    }

    @Test
    void aFileTakesADirectorysPlaceAndBack() throws IOException {
        unpack(
                new TestLayer().file("a/b/c", "1").file("f", "1"),
                new TestLayer().file("a", "2").directory("f", 0755).file("f/g", "2"));
        assertThat(root.resolve("a")).hasContent("2");
        assertThat(root.resolve("f/g")).hasContent("2");
    }

    @Test
    void limitsHoldOverAllLayers() {
        TestLayer one = new TestLayer().file("a", "0123456789".repeat(500));
        assertRefused(() -> unpack(new UnpackLimits(9_000, 100), one, new TestLayer().file("b", "x".repeat(5000))));
        assertRefused(() -> unpack(
                new UnpackLimits(1 << 20, 3),
                new TestLayer().file("a", "").file("b", "").file("c", "").file("d", "")));
    }

    @Test
    void aBombOfZerosEndsAtTheLimit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] header = new TestLayer().file("bomb", "").bytes();
            // The size in the header, octal: 8 GiB less one.
            System.arraycopy("77777777777\0".getBytes(StandardCharsets.US_ASCII), 0, header, 124, 12);
            checksum(header);
            gzip.write(header, 0, 512);
            gzip.write(new byte[4 << 20]);
        }
        byte[] bytes = packed.toByteArray();
        LayerUnpacker unpacker = new LayerUnpacker(new RootTree(root), new UnpackLimits(1 << 20, 10));
        assertRefused(() -> unpacker.unpack(new ByteArrayInputStream(bytes), Sha256.of(bytes)));
    }

    @Test
    void aNameOfManyMegabytesIsNotReadIntoMemory() throws IOException {
        byte[] header = new TestLayer().file("././@LongLink", "").bytes();
        System.arraycopy("77777777777\0".getBytes(StandardCharsets.US_ASCII), 0, header, 124, 12);
        header[156] = TarConstants.LF_GNUTYPE_LONGNAME;
        checksum(header);
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        layer.write(header, 0, 512);
        layer.write(new byte[4 << 20]);
        byte[] bytes = layer.toByteArray();
        LayerUnpacker unpacker = new LayerUnpacker(new RootTree(root), UnpackLimits.standard());
        assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(bytes), Sha256.of(bytes)))
                .isInstanceOf(ImageRootException.class)
                .hasMessageContaining("headers");
    }

    private static void checksum(byte[] header) {
        java.util.Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += header[i] & 0xff;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 148, 8);
    }

    @Test
    void compressionIsSeenByContent() throws IOException {
        byte[] plain = new TestLayer().file("a", "content").bytes();
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdCompressorOutputStream(zstd)) {
            out.write(plain);
        }
        for (byte[] packed : new byte[][] {TestLayer.gzip(plain), zstd.toByteArray(), plain}) {
            new LayerUnpacker(new RootTree(root), UnpackLimits.standard())
                    .unpack(new ByteArrayInputStream(packed), Sha256.of(plain));
            assertThat(root.resolve("a")).hasContent("content");
            Files.delete(root.resolve("a"));
        }
    }

    @Test
    void anotherLayerThanTheConfigurationNamesIsRefused() {
        byte[] bytes = new TestLayer().file("a", "x").bytes();
        LayerUnpacker unpacker = new LayerUnpacker(new RootTree(root), UnpackLimits.standard());
        assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(bytes), Sha256.of(new byte[0])))
                .isInstanceOf(ImageRootException.class)
                .hasMessageContaining(Sha256.of(bytes).hex());
    }

    @Test
    void aTruncatedLayerIsRefused() {
        byte[] whole =
                TestLayer.gzip(new TestLayer().file("a", "x".repeat(10_000)).bytes());
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
        LayerUnpacker unpacker = new LayerUnpacker(new RootTree(root), UnpackLimits.standard());
        assertRefused(() -> unpacker.unpack(new ByteArrayInputStream(half), Sha256.of(whole)));
    }
}
