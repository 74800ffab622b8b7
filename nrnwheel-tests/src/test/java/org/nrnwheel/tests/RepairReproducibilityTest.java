package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a repaired wheel depend on the wheel and its libraries, not on when and where it is repaired. */
@Tag("slow")
class RepairReproducibilityTest {
    @TempDir
    private Path directory;

    @Test
    void anotherDayTimeZoneLanguageAndNumberOfProcessorsGiveTheSameBytes() throws IOException, InterruptedException {
        Path wheel = Samples.unrepaired("cffi");

        Path here = repaired(wheel, "here", Map.of("TZ", "UTC"), "2024-02-29 23:59:00", "-XX:ActiveProcessorCount=1");
        Path there = repaired(
                wheel,
                "there",
                Map.of("TZ", "Pacific/Kiritimati", "LC_ALL", "tr_TR.UTF-8"),
                "2031-07-01 12:00:00",
                "-XX:ActiveProcessorCount=3");

        assertThat(here.getFileName()).isEqualTo(there.getFileName());
        assertThat(here).hasSameBinaryContentAs(there);
    }

    private Path repaired(Path wheel, String name, Map<String, String> environment, String time, String option)
            throws IOException, InterruptedException {
        Path house = directory.resolve(name);
        List<String> argv = new ArrayList<>(List.of("faketime", time));
        argv.addAll(ClassPaths.nrnwheel("repair", "-w", house.toString(), wheel.toString()));
        argv.add(argv.indexOf("-cp"), option);
        Processes.Result result = Processes.run(directory, environment, argv);
        assertThat(result.exit()).describedAs(result.output()).isZero();
        try (Stream<Path> files = Files.list(house)) {
            return files.findFirst().orElseThrow();
        }
    }
}
