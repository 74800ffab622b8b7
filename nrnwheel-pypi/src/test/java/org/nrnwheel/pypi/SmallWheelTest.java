package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.testkit.SmallWheel;

/** What the other tests take for granted of the wheels that the testkit makes up. */
class SmallWheelTest {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int DATA_DESCRIPTOR = 0x08;

    private static final SmallWheel FULL = SmallWheel.named("demo_full")
            .version("1.2+local")
            .metadataVersion("2.4")
            .metadata("Requires-Dist: numpy>=1.20", "Provides-Extra: more")
            .metadata("Description-Content-Type: text/x-rst")
            .description("Demo\n====\n\nTwo words.")
            .with("demo_full/__init__.py", "def main():\n    print('ä')\n")
            .with("demo_full/a,b \"c\".txt", "")
            .withScript("demo", "demo_full:main")
            .withScript("demo-more", "demo_full:main");

    @TempDir
    private Path directory;

    private static String read(Path wheel, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void neitherAnAuditNorAPreflightFindsAnything() throws IOException {
        for (SmallWheel wheel :
                List.of(SmallWheel.named("demo").metadata("Description-Content-Type: text/plain"), FULL)) {
            Path file = wheel.version("1.2").write(directory);
            assertThat(WheelAuditor.audit(file).findings()).as(file.toString()).isEmpty();
            assertThat(Preflight.ofPypi().check(file).findings())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void itsFilesAreThoseThatWereAskedForAndRecordIsLast() throws IOException {
        Path file = FULL.write(directory);

        assertThat(file).hasFileName("demo_full-1.2+local-py3-none-any.whl");
        List<String> names;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            names = zip.stream().map(ZipEntry::getName).toList();
        }
        String info = "demo_full-1.2+local.dist-info/";
        assertThat(names)
                .containsExactly(
                        "demo_full/__init__.py",
                        "demo_full/a,b \"c\".txt",
                        info + "METADATA",
                        info + "WHEEL",
                        info + "entry_points.txt",
                        info + "RECORD");
        assertThat(read(file, "demo_full/__init__.py")).isEqualTo("def main():\n    print('ä')\n");
        assertThat(read(file, info + "METADATA")).isEqualTo("""
                Metadata-Version: 2.4
                Name: demo_full
                Version: 1.2+local
                Requires-Dist: numpy>=1.20
                Provides-Extra: more
                Description-Content-Type: text/x-rst

                Demo
                ====

                Two words.""");
        assertThat(read(file, info + "entry_points.txt"))
                .isEqualTo("[console_scripts]\ndemo = demo_full:main\ndemo-more = demo_full:main\n");
    }

    @Test
    void aRecordThatWasGivenStandsAsItIs() throws IOException {
        Path file = SmallWheel.named("demo").with("demo.py", "").record("").write(directory);

        assertThat(read(file, "demo-1.0.dist-info/RECORD")).isEmpty();
        assertThat(WheelAuditor.audit(file).findings()).extracting(Finding::id).contains("record-mismatch");
    }

    @Test
    void aFileThatIsThereAlreadyIsReplaced() throws IOException {
        String metadata = "demo-1.0.dist-info/METADATA";
        Path file = SmallWheel.named("demo")
                .with("demo.py", "a = 1\n")
                .with("demo.py", "a = 2\n")
                .with(metadata, "none")
                .write(directory);

        assertThat(read(file, "demo.py")).isEqualTo("a = 2\n");
        assertThat(read(file, metadata)).isEqualTo("none");
        assertThat(read(file, "demo-1.0.dist-info/RECORD")).contains("demo.py,sha256=", metadata + ",sha256=");
    }

    /** Every local header is found from the one before it, which needs its size. */
    @Test
    void noEntryHasADataDescriptor() throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(FULL.write(directory))).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> flags = new ArrayList<>();
        int at = 0;
        while (bytes.getInt(at) == LOCAL_HEADER) {
            flags.add(bytes.getShort(at + 6) & DATA_DESCRIPTOR);
            at += 30 + bytes.getInt(at + 18) + bytes.getShort(at + 26) + bytes.getShort(at + 28);
        }
        assertThat(flags).hasSize(6).containsOnly(0);
    }

    @Test
    void theBytesAreTheSameAtAnyTimeAndInAnyZone() throws IOException {
        byte[] first = Files.readAllBytes(FULL.write(directory));
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(Files.readAllBytes(FULL.write(directory))).isEqualTo(first);
        } finally {
            TimeZone.setDefault(here);
        }
        assertThat(Files.readAllBytes(FULL.write(directory))).isEqualTo(first);
    }

    @Test
    void versionsAreWrittenInTheirOrder() throws IOException {
        assertThat(SmallWheel.named("demo").writeVersions(directory, 2))
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("demo-1.1-py3-none-any.whl", "demo-1.2-py3-none-any.whl");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        assertThatThrownBy(() -> SmallWheel.named("../demo")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SmallWheel.named("a-b")).hasMessageContaining("'a-b'");
        assertThatThrownBy(() -> SmallWheel.named("demo").version("1/2")).isInstanceOf(IllegalArgumentException.class);
    }
}
