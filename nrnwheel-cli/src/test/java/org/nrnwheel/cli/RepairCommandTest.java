package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.testkit.SmallWheel;

class RepairCommandTest {
    @TempDir
    private Path directory;

    @Test
    void oneThatCannotBeRepairedDoesNotStopTheOthers() throws IOException {
        Path broken = Files.writeString(directory.resolve("bad-1.0-py3-none-any.whl"), "no archive");
        String b = SmallWheel.named("b").write(directory).toString();
        String a = SmallWheel.named("a").write(directory).toString();
        Path house = directory.resolve("house");

        Run run = Run.of("repair", "-w", house.toString(), b, broken.toString(), a);

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("error: ", "bad-1.0-py3-none-any.whl", "\u2192 ");
        assertThat(run.out())
                .isEqualTo(house.resolve("b-1.0-py3-none-any.whl") + "\n" + house.resolve("a-1.0-py3-none-any.whl")
                        + "\n");
        assertThat(house).isDirectoryContaining("glob:**/a-1.0-py3-none-any.whl");
    }

    @Test
    void aDryRunOfSeveralPrintsThePlanOfEachAndMakesNothing() throws IOException {
        String b = SmallWheel.named("b").write(directory).toString();
        String a = SmallWheel.named("a").write(directory).toString();
        Path house = directory.resolve("house");

        Run run = Run.of("repair", "--dry-run", "-w", house.toString(), b, a);

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("b-1.0-py3-none-any.whl -> "),
                        line -> assertThat(line).startsWith("a-1.0-py3-none-any.whl -> "));
        assertThat(house).doesNotExist();
    }
}
