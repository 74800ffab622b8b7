package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.platform.PlatformException;

class ShellInspectionTest {
    private static final Inspection WANTED =
            new Inspection(Set.of("sh", "gcc", "no-such-tool"), Set.of("/etc", "/no/such"), List.of());

    private static final Machine HERE = Emulation.machine(Environment.system()).orElseThrow();

    @Test
    void seesThisHostAsTheHostSeesItself() throws IOException, InterruptedException {
        Inventory seen = ShellInspection.read(
                run(ShellInspection.argv(WANTED)), "container", Set.of("https_proxy"), Optional.empty(), HERE);

        Inventory host = new HostInspector(Environment.system()).inspect("host", WANTED);
        assertThat(seen.architecture()).isEqualTo(host.architecture());
        assertThat(seen.distribution()).isEqualTo(host.distribution());
        assertThat(seen.paths()).containsExactly("/etc");
        assertThat(seen.tools()).isEqualTo(host.tools());
        assertThat(seen.processors()).isPositive();
        assertThat(seen.passedOn()).containsExactly("https_proxy");
        assertThat(seen.interpreters())
                .extracting(Interpreter::pythonTag)
                .isSubsetOf(
                        host.interpreters().stream().map(Interpreter::pythonTag).toList());
    }

    @Test
    void givenInterpretersComeFirst() throws IOException, InterruptedException {
        Path python = new InterpreterFinder(Environment.system())
                .find(List.of()).stream()
                        .map(found -> Path.of(found.executable()))
                        .findFirst()
                        .orElseThrow();
        Inspection given = new Inspection(Set.of(), Set.of(), List.of(python));

        Inventory seen = ShellInspection.read(
                run(ShellInspection.argv(given)),
                "container",
                Set.of(),
                Optional.of(new ImageReference("image:1", Optional.empty())),
                HERE);

        assertThat(seen.interpreters())
                .filteredOn(found -> found.origin().equals("given"))
                .extracting(Interpreter::executable)
                .containsExactly(python.toString());
        assertThat(seen.image())
                .hasValueSatisfying(image -> assertThat(image.name()).isEqualTo("image:1"));
    }

    @Test
    void anotherAnswerIsRefused() {
        assertThatThrownBy(() -> ShellInspection.read("sh: not found", "container", Set.of(), Optional.empty(), HERE))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("not found");
    }

    private static String run(List<String> argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
