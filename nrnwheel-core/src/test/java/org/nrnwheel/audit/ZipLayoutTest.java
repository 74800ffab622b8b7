package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.UnrecognizedExtraField;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipShort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.SampleWheel;

class ZipLayoutTest {
    private static final int LOCAL_HEADER = 30;

    /** What configures a writer. */
    private interface IoConsumer<T> {
        void accept(T value) throws IOException;
    }

    @TempDir
    private Path directory;

    private Path wheel;

    @BeforeEach
    void wheel() throws IOException {
        wheel = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/aaaa.py", "A = 1\n")
                .with("demo/bbbb.py", "B = 2\n")
                .writeTo(directory);
    }

    private AuditReport audit() {
        return WheelAudit.of(wheel, AuditOptions.STANDARD);
    }

    @Test
    void aSoundArchiveHasNoFindings() {
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void trailingDataIsAnError() throws IOException {
        Files.write(wheel, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

        assertThat(audit().findings("trailing-data")).hasSize(1);
    }

    @Test
    void aCommentThatIsNotThereIsAnError() throws IOException {
        byte[] bytes = Files.readAllBytes(wheel);
        bytes[bytes.length - 2] = 7;
        Files.write(wheel, bytes);

        assertThat(audit().findings("trailing-data"))
                .extracting(Finding::message)
                .containsExactly("the archive has 0 bytes after its directory, but tells of 7");
    }

    @Test
    void namesThatStandTwiceAreAnError() throws IOException {
        replace("demo/bbbb.py", "demo/aaaa.py");

        assertThat(audit().findings("duplicate-entry"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly("demo/aaaa.py");
    }

    @Test
    void aLocalHeaderWithAnotherNameIsAnError() throws IOException {
        byte[] bytes = Files.readAllBytes(wheel);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("demo/bbbb.py");
        bytes[at] = 'x';
        Files.write(wheel, bytes);

        assertThat(audit().findings("wrong-local-header"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly("demo/bbbb.py");
    }

    @Test
    void aCommentOfTheArchiveIsNoTrailingData() throws IOException {
        writeAgain(zip -> zip.setComment("made by hand"), entry -> {});

        assertThat(audit().findings())
                .extracting(Finding::id, Finding::severity)
                .containsExactly(tuple("archive-comment", Severity.WARNING));
    }

    @Test
    void oneCommentOfAnEntryIsNamed() throws IOException {
        writeAgain(zip -> {}, entry -> {
            if (entry.getName().equals("demo/bbbb.py")) {
                entry.setComment("a comment");
            }
        });

        assertThat(audit().findings())
                .extracting(Finding::id, Finding::message)
                .containsExactly(
                        tuple("entry-comment", "the entry demo/bbbb.py has a comment in the archive's directory"));
    }

    @Test
    void sizesAfterTheBytesAreOneFinding() throws IOException {
        writeAgain(zip -> {}, entry -> {
            entry.setMethod(ZipArchiveEntry.DEFLATED);
        });

        assertThat(audit().findings())
                .extracting(Finding::id, Finding::message)
                .containsExactly(
                        tuple(
                                "data-descriptor",
                                "6 entries have sizes and checksum after the bytes (a data descriptor), the first is demo/__init__.py"));
    }

    @Test
    void largeSizesAreNoFinding() throws IOException {
        writeAgain(zip -> zip.setUseZip64(Zip64Mode.Always), entry -> {});

        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void bytesBeforeTheFirstEntryBelongToNone() throws IOException {
        writeAgain(zip -> zip.writePreamble("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)), entry -> {});

        assertThat(audit().findings())
                .extracting(Finding::id, Finding::message)
                .containsExactly(tuple("stray-bytes", "the archive has 10 bytes at 0 that belong to no entry"));
    }

    /** As in bombs whose entries share their bytes: an entry lies in another's content. */
    @Test
    void anEntryInAnotherIsAnError() throws IOException {
        writeAgain(zip -> {}, entry -> {});
        byte[] inner = Files.readAllBytes(wheel);
        wheel = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/aaaa.bin", inner)
                .with("demo/bbbb.py", "B = 2\n")
                .writeTo(directory);
        writeAgain(zip -> {}, entry -> {});
        byte[] bytes = Files.readAllBytes(wheel);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int first = text.indexOf("demo/bbbb.py") - LOCAL_HEADER;
        int inDirectory = text.lastIndexOf("demo/bbbb.py");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(inDirectory - 4, first);
        Files.write(wheel, bytes);

        assertThat(audit().findings()).extracting(Finding::id).contains("overlapping-entry", "stray-bytes");
    }

    @Test
    void aNameOfAnotherCharacterSetIsAnError() throws IOException {
        wheel = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/ä.py", "A = 1\n")
                .writeTo(directory);
        assertThat(audit().findings()).isEmpty();

        writeAgain(
                zip -> {
                    zip.setEncoding("UTF-8");
                    zip.setUseLanguageEncodingFlag(false);
                },
                entry -> {});

        assertThat(audit().findings())
                .extracting(Finding::id, finding -> finding.file().orElseThrow())
                .containsExactly(tuple("unclear-entry-name", "demo/ä.py"));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0001, 4, an extra field of large sizes (0x0001) of 4 bytes",
        "0x7075, 4, the extra field 0x7075 twice",
        "0x1122, 100, extra fields that go beyond their end"
    })
    void localExtraFieldsOfWhichReadersDisagreeAreAnError(String id, int length, String problem) throws IOException {
        UnrecognizedExtraField field = new UnrecognizedExtraField();
        field.setHeaderId(new ZipShort(0x1122));
        field.setLocalFileDataData(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        writeAgain(zip -> {}, entry -> {
            if (entry.getName().equals("demo/bbbb.py")) {
                entry.addExtraField(field);
            }
        });
        byte[] bytes = Files.readAllBytes(wheel);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("demo/bbbb.py") + "demo/bbbb.py".length();
        // one field of twelve bytes becomes two of four
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(at, Integer.decode(id).shortValue())
                .putShort(at + 2, (short) length)
                .putShort(at + 8, Integer.decode(id).shortValue())
                .putShort(at + 10, (short) 4);
        Files.write(wheel, bytes);

        assertThat(audit().findings())
                .extracting(Finding::id, finding -> finding.file().orElseThrow(), Finding::message)
                .containsExactly(tuple("wrong-local-header", "demo/bbbb.py", "its local header has " + problem));
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Files.writeString(wheel, "no archive");

        assertThatThrownBy(this::audit).isInstanceOf(InvalidWheelException.class);
    }

    /** Writes the wheel's files once more, as another tool may have written them. */
    private void writeAgain(IoConsumer<ZipArchiveOutputStream> setting, Consumer<ZipArchiveEntry> changed)
            throws IOException {
        Path other = Files.createDirectories(directory.resolve("again")).resolve(wheel.getFileName());
        try (ZipFile from = ZipFile.builder().setPath(wheel).get();
                // to a stream, for only then sizes may come after the bytes
                ZipArchiveOutputStream to = new ZipArchiveOutputStream(Files.newOutputStream(other))) {
            setting.accept(to);
            for (ZipArchiveEntry old : Collections.list(from.getEntries())) {
                ZipArchiveEntry entry = new ZipArchiveEntry(old.getName());
                entry.setMethod(ZipArchiveEntry.STORED);
                entry.setSize(old.getSize());
                entry.setCrc(old.getCrc());
                changed.accept(entry);
                to.putArchiveEntry(entry);
                try (InputStream content = from.getInputStream(old)) {
                    content.transferTo(to);
                }
                to.closeArchiveEntry();
            }
        }
        wheel = other;
    }

    /** In the directory and the local header, not in RECORD, which is compressed. */
    private void replace(String name, String other) throws IOException {
        String text = Files.readString(wheel, StandardCharsets.ISO_8859_1);
        Files.writeString(wheel, text.replace(name, other), StandardCharsets.ISO_8859_1);
    }
}
