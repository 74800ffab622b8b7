package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.testkit.SmallWheel;

class DiffCommandTest {
    @TempDir
    private Path directory;

    /** One whose RECORD is empty, and the same in all of them. */
    private String wheel(String where, String source) throws IOException {
        Path into = Files.createDirectories(directory.resolve(where));
        return SmallWheel.named("demo")
                .with("demo.py", source)
                .record("")
                .write(into)
                .toString();
    }

    @Test
    void aDifferenceIsExitCode1OnlyWhenThatIsAskedFor() throws IOException {
        String old = wheel("old", "a = 1\n");
        String changed = wheel("new", "a = 10\n");

        assertThat(Run.of("diff", old, changed).exit()).isZero();
        assertThat(Run.of("diff", "--exit-code", old, changed).exit()).isEqualTo(1);
        assertThat(Run.of("diff", "--exit-code", old, wheel("same", "a = 1\n")).exit())
                .isZero();
        assertThat(Run.of("diff", old, changed).out())
                .contains("~ demo.py: 6 B -> 7 B", "0 added, 0 removed, 1 changed");
        assertThat(Run.of("diff", "--json", old, changed).out()).contains("\"same\" : false");
    }

    @Test
    void whatIsNoWheelIsExitCode10() throws IOException {
        Path broken = Files.writeString(directory.resolve("bad-1.0-py3-none-any.whl"), "no archive");

        assertThat(Run.of("diff", wheel("old", ""), broken.toString()).exit()).isEqualTo(10);
    }
}
