package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.json.Json;

class PythonsTest {
    @TempDir
    Path directory;

    @Test
    void thePythonsOfThisMachineAreAnArray() {
        Run run = Run.of("pythons", "--json");

        assertThat(run.exit()).isZero();
        assertThat(Json.read(run.out(), "pythons").items(item -> item.string("executable")))
                .isNotEmpty()
                .allMatch(path -> path.startsWith("/"));
    }

    @Test
    void aMachineWithoutPythonSaysHowToGetOne() {
        Run run = Run.in(Map.of("HOME", directory.toString(), "PATH", directory.toString()), "pythons");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .satisfiesAnyOf(
                        out -> assertThat(out).contains("nrnwheel pythons add 3.12"),
                        out -> assertThat(out).contains("/opt/python"));
    }

    @Test
    void whatIsNoVersionIsNotProvided() {
        Run run = Run.in(Map.of("HOME", directory.toString(), "PATH", directory.toString()), "pythons", "add", "snake");

        assertThat(run.exit()).isIn(2, 12);
        assertThat(run.err()).contains("error: ", "snake", "→ ");
    }
}
