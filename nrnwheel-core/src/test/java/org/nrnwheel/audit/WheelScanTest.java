package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.wheel.RecordFile;
import org.nrnwheel.wheel.SampleWheel;
import org.nrnwheel.wheel.WheelFile;

class WheelScanTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatIsCutOffWhileItIsReadIsDamaged() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        Path file = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/noise", noise)
                .writeTo(directory);
        try (WheelFile wheel = WheelFile.open(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ZipLayout layout = ZipLayout.read(channel);
            RecordFile record = wheel.record();
            channel.truncate(1 << 19);

            List<EntryFacts> facts = new WheelScan(wheel, channel, layout, record, Set.of()).read();

            assertThat(facts)
                    .filteredOn(entry -> entry.name().equals("demo/noise"))
                    .extracting(EntryFacts::problem)
                    .containsExactly("it is damaged: its end is missing");
            assertThat(facts)
                    .filteredOn(entry -> entry.name().equals("demo/__init__.py"))
                    .extracting(EntryFacts::problem)
                    .containsExactly("");
        }
    }
}
