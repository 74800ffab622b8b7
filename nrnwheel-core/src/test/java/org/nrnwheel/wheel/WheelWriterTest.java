package org.nrnwheel.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelWriterTest {
    private static final String NAME = "demo-1.0-py3-none-any.whl";
    private static final Instant TIME = Instant.parse("2020-02-02T02:02:02Z");

    @TempDir
    private Path directory;

    private Path sample() throws IOException {
        return SampleWheel.valid(NAME)
                .with("demo/a,b.txt", "x".repeat(1000))
                .with("demo/tool", "#!/bin/sh\n")
                .with("demo-1.0.dist-info/RECORD.jws", "{}")
                .writeTo(Files.createDirectories(directory.resolve("in")));
    }

    private Path written(Path wheel, WheelChanges changes, String folder) throws IOException {
        Path target = Files.createDirectories(directory.resolve(folder)).resolve(NAME);
        try (WheelFile file = WheelFile.open(wheel)) {
            new WheelWriter(TIME).write(file, changes, target);
        }
        return target;
    }

    private static WheelChanges changes() {
        return new WheelChanges(
                Map.of("demo/new.txt", () -> "new".getBytes(StandardCharsets.UTF_8)),
                Map.of("demo/tool", 0755),
                Set.of("demo/__init__.py"));
    }

    @Test
    void aChangedWheelIsValidAndHoldsWhatWasAskedFor() throws IOException {
        Path target = written(sample(), changes(), "out");

        try (WheelFile file = WheelFile.open(target)) {
            file.verify();
            assertThat(file.entries())
                    .extracting(WheelEntry::name)
                    .containsExactly(
                            "demo/a,b.txt",
                            "demo/new.txt",
                            "demo/tool",
                            "demo-1.0.dist-info/METADATA",
                            "demo-1.0.dist-info/WHEEL",
                            "demo-1.0.dist-info/RECORD");
            assertThat(file.read("demo/new.txt")).asString().isEqualTo("new");
            assertThat(file.entries().get(2).unixMode()).isEqualTo(0100755);
            assertThat(file.entries().get(1).unixMode()).isEqualTo(0100644);
        }
    }

    @Test
    void theSameChangesGiveTheSameBytes() throws IOException {
        Path wheel = sample();

        assertThat(written(wheel, changes(), "one")).hasSameBinaryContentAs(written(wheel, changes(), "two"));
    }

    @Test
    void aDamagedEntryIsNamedAndLeavesNothing() throws IOException {
        Path wheel = sample();
        byte[] bytes = Files.readAllBytes(wheel);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = text.indexOf("demo/a,b.txt");
        bytes[name + "demo/a,b.txt".length()] = 0x07; // a block of a kind that deflate does not have
        Files.write(wheel, bytes);

        assertThatThrownBy(() -> written(wheel, changes(), "out"))
                .isInstanceOf(InvalidWheelException.class)
                .hasMessageContaining("demo/a,b.txt is damaged");
        try (Stream<Path> left = Files.list(directory.resolve("out"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFailureLeavesNothing() throws IOException {
        Path wheel = sample();
        WheelChanges failing = new WheelChanges(
                Map.of("demo/new.txt", () -> {
                    throw new IllegalStateException("no content");
                }),
                Map.of(),
                Set.of());

        assertThatThrownBy(() -> written(wheel, failing, "out")).hasMessage("no content");
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            assertThat(files).isEmpty();
        }
    }
}
