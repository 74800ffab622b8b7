package org.nrnwheel.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held against another reader, that of commons-compress. */
class ZipDirectoryTest {
    private static final int COUNT_OF_PART = 8;
    private static final int COUNT_IN_END = 10;
    private static final byte[] CONTENT = "some content ".repeat(1000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("archive.zip");
    }

    @ParameterizedTest
    @EnumSource(
            value = Zip64Mode.class,
            names = {"Never", "Always"})
    void readsWhatAnotherReaderReads(Zip64Mode mode) throws IOException {
        write(mode, "");

        try (FileChannel channel = FileChannel.open(file);
                ZipFile oracle = ZipFile.builder().setPath(file).get()) {
            List<ZipMember> members =
                    ZipDirectory.read(channel, ZipEnd.find(channel).orElseThrow());
            List<ZipArchiveEntry> expected = Collections.list(oracle.getEntries());
            assertThat(members).hasSameSizeAs(expected).hasSize(3);
            for (int i = 0; i < members.size(); i++) {
                ZipMember member = members.get(i);
                ZipArchiveEntry entry = expected.get(i);
                assertThat(member.name()).isEqualTo(entry.getName());
                assertThat(member.rawName()).isEqualTo(entry.getRawName());
                assertThat(member.method()).isEqualTo(entry.getMethod());
                assertThat(member.crc()).isEqualTo(entry.getCrc());
                assertThat(member.size()).isEqualTo(entry.getSize());
                assertThat(member.compressed()).isEqualTo(entry.getCompressedSize());
                assertThat(member.unixMode()).isEqualTo(entry.getUnixMode());
                assertThat(member.offset()).isEqualTo(entry.getLocalHeaderOffset());
                try (InputStream content = MemberStream.content(channel, member);
                        InputStream same = oracle.getInputStream(entry);
                        InputStream raw = MemberStream.raw(channel, member);
                        InputStream sameRaw = oracle.getRawInputStream(entry)) {
                    assertThat(content).hasSameContentAs(same);
                    assertThat(raw).hasSameContentAs(sameRaw);
                }
            }
        }
    }

    @Test
    void findsTheEndBeforeAComment() throws IOException {
        write(Zip64Mode.Never, "a comment with PK\u0001\u0002 in it");

        assertThat(members()).hasSize(3);
    }

    @Test
    void whatHasNoEndIsNoArchive() throws IOException {
        Files.write(file, new byte[100]);

        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(ZipEnd.find(channel)).isEmpty();
        }
    }

    @Test
    void refusesBytesBeforeTheArchive() throws IOException {
        write(Zip64Mode.Never, "");
        byte[] bytes = Files.readAllBytes(file);
        byte[] shifted = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        Files.write(file, shifted);

        assertThatThrownBy(this::members)
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("its directory is said to be at ");
    }

    @Test
    void refusesAnEndThatCountsOtherEntries() throws IOException {
        write(Zip64Mode.Never, "");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - ZipEnd.SIZE + COUNT_OF_PART]++;
        bytes[bytes.length - ZipEnd.SIZE + COUNT_IN_END]++;
        Files.write(file, bytes);

        assertThatThrownBy(this::members)
                .isInstanceOf(ZipException.class)
                .hasMessage("its directory has 3 entries, of which its end counts 4");
    }

    @Test
    void refusesAPartOfAnArchive() throws IOException {
        write(Zip64Mode.Never, "");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - ZipEnd.SIZE + COUNT_OF_PART]--;
        Files.write(file, bytes);

        assertThatThrownBy(this::members)
                .isInstanceOf(ZipException.class)
                .hasMessage("it is one of several parts of an archive");
    }

    @Test
    void refusesALocatorThatPointsOutside() throws IOException {
        write(Zip64Mode.Always, "");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length - ZipEnd.SIZE - 12, bytes.length);
        Files.write(file, bytes);

        assertThatThrownBy(this::members)
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("which is not right before");
    }

    @Test
    void refusesExtraFieldsBeyondTheirEnd() throws IOException {
        write(Zip64Mode.Always, "");
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int entry = text.indexOf("PK\1\2");
        int nameLength = bytes[entry + 28];
        bytes[entry + ZipMember.HEADER + nameLength + 2] = 99;
        Files.write(file, bytes);

        assertThatThrownBy(this::members)
                .isInstanceOf(ZipException.class)
                .hasMessage("the entry at byte 0 of its directory has extra fields that go beyond their end");
    }

    @Test
    void seesASecondName() throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
            ZipArchiveEntry entry = entry("plain", 0);
            byte[] raw = "plain".getBytes(StandardCharsets.UTF_8);
            entry.addExtraField(new UnicodePathExtraField("other", raw));
            put(out, entry);
        }

        assertThat(members()).extracting(ZipMember::hasOtherName).containsExactly(true);
    }

    @Test
    void anyTruncationIsAnErrorOrNoArchive() throws IOException {
        write(Zip64Mode.Always, "");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            try (FileChannel channel = FileChannel.open(file)) {
                assertThat(ZipEnd.find(channel)).isEmpty();
            }
        }
    }

    private List<ZipMember> members() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return ZipDirectory.read(channel, ZipEnd.find(channel).orElseThrow());
        }
    }

    private void write(Zip64Mode mode, String comment) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
            out.setUseZip64(mode);
            out.setComment(comment);
            put(out, entry("a/deflated", 0100755));
            put(out, entry("b/é", 0));
            ZipArchiveEntry stored = entry("stored", 0100644);
            stored.setMethod(ZipArchiveEntry.STORED);
            stored.setSize(CONTENT.length);
            put(out, stored);
        }
    }

    private static ZipArchiveEntry entry(String name, int mode) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (mode != 0) {
            entry.setUnixMode(mode);
        }
        return entry;
    }

    private static void put(ZipArchiveOutputStream out, ZipArchiveEntry entry) throws IOException {
        out.putArchiveEntry(entry);
        out.write(CONTENT);
        out.closeArchiveEntry();
    }
}
