package org.nrnwheel.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.tag.Tag;

class WheelFileTest {
    private static final String NAME = "demo-1.0-py3-none-any.whl";

    @TempDir
    private Path directory;

    private SampleWheel sample = SampleWheel.valid(NAME);

    @BeforeEach
    void begin() {
        sample = SampleWheel.valid(NAME);
    }

    @Test
    void readsEntriesAndMetadata() throws IOException {
        sample.with("demo/a,b c.txt", "x")
                .with(sample.distInfo() + "/entry_points.txt", "# made\n[console_scripts]\ndemo = demo:main\n");
        try (WheelFile wheel = WheelFile.open(sample.writeTo(directory))) {
            wheel.verify();
            assertThat(wheel.name().project()).isEqualTo("demo");
            assertThat(wheel.distInfo()).isEqualTo("demo-1.0.dist-info");
            assertThat(wheel.entries()).extracting(WheelEntry::name).contains("demo/__init__.py", "demo/a,b c.txt");
            assertThat(wheel.metadata().requiresPython()).contains(">=3.8");
            assertThat(wheel.wheelMetadata().tags()).containsExactly(new Tag("py3", "none", "any"));
            assertThat(wheel.wheelMetadata().rootIsPurelib()).isTrue();
            assertThat(wheel.entryPoints()).isEqualTo(Map.of("console_scripts", Map.of("demo", "demo:main")));
            assertThat(new String(wheel.read("demo/__init__.py"), StandardCharsets.UTF_8))
                    .isEqualTo("VALUE = 42\n");
        }
    }

    @Test
    void servesMetadataAsItsBytesAre() throws IOException {
        try (WheelFile wheel = WheelFile.open(sample.writeTo(directory))) {
            CoreMetadata metadata = wheel.metadata();
            assertThat(metadata.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(sample.metadata(">=3.8"));
            assertThat(metadata.sha256()).hasSize(64);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.py",
                "demo/../../evil.py",
                "/etc/evil.py",
                "demo//evil.py",
                "demo/./evil.py",
                "demo\\evil.py",
                "C:evil.py",
                "demo/e\u0001vil.py"
            })
    void refusesNamesThatLeaveTheWheel(String entry) throws IOException {
        Path file = sample.with(entry, "x").writeTo(directory);
        assertThatThrownBy(() -> WheelFile.open(file))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("vil.py' has a name that is not a path inside the wheel");
    }

    @Test
    void refusesANameThatStandsTwice() throws IOException {
        Path file = sample.with("demo/__AAAA__.py", "x").writeTo(directory);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("__AAAA__", "__init__"), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> WheelFile.open(file))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("entry 'demo/__init__.py' stands twice");
    }

    @Test
    void namesWithoutWhatATerminalObeys() throws IOException {
        Path file = sample.with("demo/\u001b[31mred.py", "x").writeTo(directory);

        assertThatThrownBy(() -> WheelFile.open(file))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("entry 'demo/\\x1b[31mred.py' has a name");
    }

    @Test
    void refusesAnEntryThatInstallersDoNotKnow() throws IOException {
        Path file = sample.writeTo(directory);
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 6] = 64;
        Files.write(file, bytes);

        assertThatThrownBy(() -> WheelFile.open(file))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("needs a reader of version 6.4 of the format; installers know 6.3");
    }

    @Test
    void refusesAnArchiveThatUnpacksToFarMoreThanItsSize() throws IOException {
        Path file = sample.with("demo/zeros", new byte[4 << 20]).writeTo(directory);
        WheelLimits strict = new WheelLimits(100, 1L << 30, 1L << 30, 100, 1L << 20);
        assertThatThrownBy(() -> WheelFile.open(file, strict))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("'demo/zeros' is one too many");
        WheelFile.open(file).close();
    }

    @ParameterizedTest
    @CsvSource({"2, 1000, 1000, more than 2 entries", "100, 10, 1000, more than 10", "100, 1000, 60, one too many"})
    void keepsItsLimits(int entries, long entrySize, long total, String problem) throws IOException {
        Path file = sample.writeTo(directory);
        assertThatThrownBy(() -> WheelFile.open(file, new WheelLimits(entries, entrySize, total, 100, 0)))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void endsReadingWhenAnEntryIsLargerThanTheArchiveSays() throws IOException {
        Path file = sample.with("demo/data", "0123456789".repeat(10)).writeTo(directory);
        byte[] bytes = Files.readAllBytes(file);
        int directoryEntry = lastIndexOf(bytes, "demo/data") - 46;
        bytes[directoryEntry + 24] = 50;
        Files.write(file, bytes);
        try (WheelFile wheel = WheelFile.open(file)) {
            assertThatThrownBy(() -> wheel.read("demo/data"))
                    .isInstanceOf(InvalidWheelException.class)
                    .hasMessageContaining("demo/data is damaged");
        }
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path file = Files.writeString(directory.resolve(NAME), "not a zip");
        assertThatThrownBy(() -> WheelFile.open(file))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("cannot be read as a zip archive");
        assertThatThrownBy(() -> WheelFile.open(directory.resolve("gone-1.0-py3-none-any.whl")))
                .isInstanceOf(InvalidWheelException.class);
        assertThatThrownBy(() -> WheelFile.open(directory.resolve("demo.whl")))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("5 or 6 parts");
    }

    @Test
    void refusesAnyTruncation() throws IOException {
        byte[] bytes = Files.readAllBytes(sample.writeTo(directory));
        for (int length = 0; length < bytes.length; length += 7) {
            Path file = Files.write(directory.resolve(NAME), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> WheelFile.open(file)).isInstanceOf(InvalidWheelException.class);
        }
    }

    @Test
    void refusesTheMetadataDirectoryOfAnother() throws IOException {
        Path file =
                new SampleWheel(NAME).with("other-1.0.dist-info/METADATA", "").writeRawTo(directory);
        assertThatThrownBy(() -> WheelFile.open(file)).hasMessageContaining("other-1.0.dist-info is not that of");
        Path two = SampleWheel.valid(NAME).with("b-1.dist-info/X", "").writeTo(directory);
        assertThatThrownBy(() -> WheelFile.open(two)).hasMessageContaining("one .dist-info directory");
        Path none = new SampleWheel(NAME).with("demo.py", "").writeRawTo(directory);
        assertThatThrownBy(() -> WheelFile.open(none)).hasMessageContaining("one .dist-info directory");
    }

    @ParameterizedTest
    @CsvSource({
        "'Name: demo\nVersion: 1.0', Metadata-Version is missing",
        "'Metadata-Version: 2.1\nName: demo', Version is missing",
        "'Metadata-Version: 2.1\nName: demo\nName: demo\nVersion: 1.0', Name stands 2 times",
        "'Metadata-Version: 2.1\nName: other\nVersion: 1.0', is that of other 1.0",
        "'Metadata-Version: 2.1\nName: demo\nVersion: 2.0', is that of demo 2.0",
        "'Metadata-Version: 2.1\nName: demo\nVersion: x', not a version",
        "' x', the first line begins with a blank",
        "'x y z', a line is no",
    })
    void refusesMetadataThatIsNotValid(String metadata, String problem) throws IOException {
        Path file = sample.with(sample.distInfo() + "/METADATA", metadata).writeTo(directory);
        try (WheelFile wheel = WheelFile.open(file)) {
            assertThatThrownBy(wheel::metadata)
                    .isInstanceOf(InvalidWheelException.class)
                    .hasMessageContaining("METADATA")
                    .hasMessageContaining(problem);
        }
    }

    @Test
    void verifyNamesWhatDoesNotFitRecord() throws IOException {
        String record = sample.distInfo() + "/RECORD";
        sample.with(
                record, "demo/__init__.py,sha256=AAAA,11\ndemo/gone.py,,\n" + sample.distInfo() + "/METADATA,md5=x,\n");
        try (WheelFile wheel = WheelFile.open(sample.writeRawTo(directory))) {
            assertThatThrownBy(wheel::verify)
                    .isInstanceOf(InvalidWheelException.class)
                    .hasMessageContaining("demo/__init__.py has another hash")
                    .hasMessageContaining("demo/gone.py is missing")
                    .hasMessageContaining("METADATA has no hash of SHA-256 or stronger")
                    .hasMessageContaining("WHEEL is not in RECORD");
        }
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }
}
