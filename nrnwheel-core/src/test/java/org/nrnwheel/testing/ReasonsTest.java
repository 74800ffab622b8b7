package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;

class ReasonsTest {
    @Test
    void namesTheSetuptoolsThatHasNoPkgResources() {
        Ran ran = exited(1, "Traceback", "ModuleNotFoundError: No module named 'pkg_resources'");

        assertThat(Reasons.of(ran, List.of("numpy==1.26.4", "setuptools==84.2.1")))
                .contains("import pkg_resources, which setuptools 84.2.1 no longer has")
                .contains("setuptools<81");
    }

    @Test
    void saysThatSetuptoolsIsNotInstalled() {
        Ran ran = exited(1, "ModuleNotFoundError: No module named 'pkg_resources'");

        assertThat(Reasons.of(ran, List.of())).contains("comes with setuptools, and that is not installed");
    }

    @Test
    void namesAMissingModule() {
        assertThat(Reasons.of(exited(1, "ModuleNotFoundError: No module named 'numpy.core'"), List.of()))
                .contains("the module numpy.core is missing");
    }

    @Test
    void quotesTheLoader() {
        assertThat(Reasons.of(exited(127, "x: libfoo.so.1: cannot open shared object file", "more"), List.of()))
                .isEqualTo("the loader: x: libfoo.so.1: cannot open shared object file");
    }

    @Test
    void givesExitCodeAndLastLines() {
        assertThat(Reasons.of(exited(2, "a", "b", "", "c", "d"), List.of()))
                .isEqualTo("exit code 2: b | c | d [run it]");
    }

    @Test
    void namesTheTimeLimit() {
        Ran ran = new Ran(
                "run it", new Exit(Outcome.TIMED_OUT, 0, Duration.ofSeconds(90), ""), List.of(), Set.of(), List.of());

        assertThat(Reasons.of(ran, List.of())).isEqualTo("not done within 90 s: run it");
    }

    @Test
    void saysWhyAProgramDidNotStart() {
        Ran ran = new Ran(
                "run it",
                new Exit(Outcome.LOST, 0, Duration.ZERO, "cannot start x: no such program"),
                List.of(),
                Set.of(),
                List.of());

        assertThat(Reasons.of(ran, List.of())).isEqualTo("cannot start x: no such program");
    }

    @Test
    void namesWhatWasNotPrinted() {
        Ran ran = new Ran(
                "run it", new Exit(Outcome.EXITED, 0, Duration.ZERO, ""), List.of(), Set.of("^hello"), List.of());

        assertThat(Reasons.of(ran, List.of())).contains("no line matched [^hello]");
    }

    private static Ran exited(int code, String... lines) {
        return new Ran(
                "run it", new Exit(Outcome.EXITED, code, Duration.ZERO, ""), List.of(lines), Set.of(), List.of());
    }
}
