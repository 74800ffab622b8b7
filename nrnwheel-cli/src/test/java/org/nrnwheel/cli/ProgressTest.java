package org.nrnwheel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nrnwheel.env.Environment;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.tag.BuildIdentifier;

class ProgressTest {
    private static final BuildIdentifier ID = BuildIdentifier.parse("cp311-linux_x86_64");
    private static final Instant NOW = Instant.EPOCH;
    private static final Path WHEEL = Path.of("/w/demo.whl");

    @Test
    void linesNameTheirJobAndHoldNoOutputUnlessAskedFor() {
        assertThat(shown(Progress.Kind.PLAIN, false, Map.of()).lines())
                .containsExactly(
                        "pep517 on host: cp311-linux_x86_64",
                        "[cp311-linux_x86_64] build: started",
                        "[cp311-linux_x86_64] build: FAILED after 1 min 15 s",
                        "[cp311-linux_x86_64] failed (1 min 15 s)",
                        "[cp311-linux_x86_64] already built 1970-01-01T00:00:00Z: /w/demo.whl",
                        "warning: odd");
    }

    @Test
    void outputIsShownWithoutControlSequences() {
        assertThat(shown(Progress.Kind.PLAIN, true, Map.of()))
                .contains("[cp311-linux_x86_64] build | red\n")
                .contains("[cp311-linux_x86_64] build | plain\n")
                .doesNotContain("\u001b");
    }

    @Test
    void aBarIsForTerminals() {
        Map<String, String> terminal = Map.of("NRNWHEEL_TERMINAL", "err", "TERM", "xterm", "NO_COLOR", "1");

        assertThat(shown(Progress.Kind.AUTO, false, terminal))
                .contains("building")
                .contains("warning: odd\n")
                .doesNotContain("\u001b[31m");
        assertThat(shown(Progress.Kind.AUTO, false, Map.of())).doesNotContain("building", "\r");
        assertThat(shown(Progress.Kind.NONE, false, terminal)).isEmpty();
    }

    private static String shown(Progress.Kind kind, boolean verbose, Map<String, String> variables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, UTF_8);
        Console console = new Console(stream, stream, Environment.system().withVariables(variables), new Interrupts());
        try (Progress progress = Progress.of(kind, verbose, console)) {
            events().forEach(progress::onEvent);
        }
        return bytes.toString(UTF_8);
    }

    private static List<BuildEvent> events() {
        Duration time = Duration.ofSeconds(75);
        return List.of(
                new BuildEvent.BuildStarted(1, NOW, "pep517", "host", List.of(ID), 3),
                new BuildEvent.JobStarted(2, NOW, ID, List.of("build"), Path.of("/log")),
                new BuildEvent.StepStarted(3, NOW, ID, "build"),
                new BuildEvent.StepOutput(4, NOW, ID, "build", List.of("\u001b[31mred\u001b[0m", "plain")),
                new BuildEvent.StepFinished(5, NOW, ID, "build", false, time),
                new BuildEvent.JobFinished(6, NOW, ID, Optional.empty(), time, "failed"),
                new BuildEvent.JobRestored(7, NOW, ID, 2, WHEEL, NOW),
                new BuildEvent.Warned(8, NOW, Optional.empty(), "odd"),
                new BuildEvent.BuildFinished(9, NOW, false, time, Path.of("/report.json")));
    }
}
