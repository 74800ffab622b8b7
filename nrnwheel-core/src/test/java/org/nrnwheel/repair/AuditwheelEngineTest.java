package org.nrnwheel.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.wheel.SampleWheel;

class AuditwheelEngineTest {
    private static final String NATIVE = "demo-1.0-cp311-cp311-linux_x86_64.whl";
    private static final String REPAIRED = "demo-1.0-cp311-cp311-manylinux_2_35_x86_64.whl";
    private static final String PURE = "demo-1.0-py3-none-any.whl";
    private static final Place OUTPUT = new Place(Place.Root.WORK, "repaired");
    private static final OutputSink NOWHERE = (channel, bytes) -> {};

    @TempDir
    private Path base;

    @BeforeEach
    void makeDirectories() throws IOException {
        for (String directory : List.of("DIST", "WORK/repaired", "VENV/bin", "ready")) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.createDirectories(base.resolve("VENV/lib/python3.11/site-packages/auditwheel-6.8.2.dist-info"));
        SampleWheel.valid(NATIVE).with("demo.libs/old.so", "o").writeTo(base.resolve("DIST"));
        SampleWheel.valid(REPAIRED)
                .with("demo.libs/old.so", "o")
                .with("demo.libs/libnew-1a2b.so.3", "n")
                .writeTo(base.resolve("ready"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reportsWhatTheToolGrafted(boolean seen) throws Exception {
        tool("echo INFO:auditwheel.lddtree:Excluding libgomp.so.1 >&2; cp " + base + "/ready/*.whl \"$3\"");
        RepairReport report = repair(NATIVE, seen);
        assertThat(report.engine()).isEqualTo("auditwheel");
        assertThat(report.engineVersion()).isEqualTo(seen ? "6.8.2" : "");
        assertThat(report.fileName()).isEqualTo(REPAIRED);
        assertThat(report.wheel()).isEqualTo(OUTPUT.resolve(REPAIRED));
        assertThat(report.grafted()).containsExactly("libnew-1a2b.so.3");
        assertThat(report.excluded()).containsExactly("libgomp.so.1");
        assertThat(outputs()).containsExactly(REPAIRED);
    }

    @Test
    void givesTheToolTheWheelAndTheStepsEnvironmentAlone() throws Exception {
        tool("env >" + base + "/env; echo \"$@\" >" + base + "/argv; cp " + base + "/ready/*.whl \"$3\"");
        repair(NATIVE, true);
        assertThat(base.resolve("argv"))
                .content()
                .isEqualToIgnoringWhitespace("repair -w " + base.resolve("WORK/repaired") + " "
                        + base.resolve("DIST").resolve(NATIVE));
        assertThat(base.resolve("env"))
                .content()
                .contains("SOURCE_DATE_EPOCH=315532800")
                .doesNotContain("USER=");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void copiesAPureWheelUnchangedWithoutTheTool(boolean seen) throws Exception {
        tool("exit 9");
        Path wheel = SampleWheel.valid(PURE).writeTo(base.resolve("DIST"));
        RepairReport report = repair(PURE, seen);
        assertThat(report.engine()).isEqualTo(AuditwheelEngine.UNCHANGED);
        assertThat(report.grafted()).isEmpty();
        assertThat(base.resolve("WORK/repaired").resolve(PURE)).hasSameBinaryContentAs(wheel);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedRepairLeavesNoWheelAndQuotesTheTool(boolean seen) throws Exception {
        tool(
                "cp " + base + "/ready/*.whl \"$3\"\n"
                        + "echo 'ValueError: Cannot repair wheel, because required library \"libx.so\" could not be located'; exit 1");
        assertThatThrownBy(() -> repair(NATIVE, seen))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining(NATIVE + ": exit code 1")
                .hasMessageContaining("libx.so")
                .extracting(e -> ((RepairFailedException) e).remedy())
                .asString()
                .contains("exclude it");
        assertThat(outputs()).isEmpty();
    }

    @Test
    void refusesAToolThatLeavesNoWheelOrABrokenOne() throws Exception {
        tool("exit 0");
        assertThatThrownBy(() -> repair(NATIVE, true))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining("not one wheel but []");
        tool("echo broken >\"$3/" + REPAIRED + "\"");
        assertThatThrownBy(() -> repair(NATIVE, true))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining("zip archive");
        assertThat(outputs()).isEmpty();
    }

    @Test
    void replacesWhatAnEarlierAttemptLeft() throws Exception {
        Files.writeString(base.resolve("WORK/repaired/left-1.0-py3-none-any.whl"), "half");
        tool("cp " + base + "/ready/*.whl \"$3\"");
        repair(NATIVE, true);
        assertThat(outputs()).containsExactly(REPAIRED);
    }

    @Test
    void interruptingEndsTheToolAndLeavesNoWheel() throws Exception {
        tool("cp " + base + "/ready/*.whl \"$3\"; echo $$ >" + base + "/pid; exec sleep 600");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                repair(NATIVE, true);
            } catch (InterruptedException | IOException e) {
                thrown.set(e);
            }
        });
        thread.start();
        while (!Files.exists(base.resolve("pid"))
                || Files.readString(base.resolve("pid")).isBlank()) {
            Thread.sleep(5);
        }
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        long pid = Long.parseLong(Files.readString(base.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(outputs()).isEmpty();
    }

    private RepairReport repair(String wheel, boolean seen) throws InterruptedException, IOException {
        Bindings bindings = Bindings.NONE.withCapture("wheel", new Place(Place.Root.DIST, wheel));
        try (LocalWorkspace workspace = new LocalWorkspace(base, seen)) {
            return new AuditwheelEngine().repair(workspace, step(), bindings, NOWHERE);
        }
    }

    private static RepairStep step() {
        Command command = new Command(
                List.of(new Place(Place.Root.VENV, "bin/auditwheel"), new Text("repair"), new Text("-w"), OUTPUT),
                Map.of("PATH", new Text("/usr/bin:/bin"), "SOURCE_DATE_EPOCH", new Text("315532800")),
                Place.of(Place.Root.WORK),
                Optional.empty());
        return new RepairStep(
                "repair",
                new Captured("wheel"),
                List.of("libgomp.so.1"),
                Optional.empty(),
                "auditwheel",
                OUTPUT,
                "repaired",
                command);
    }

    private void tool(String script) throws IOException {
        Path tool = base.resolve("VENV/bin/auditwheel");
        Files.writeString(tool, "#!/bin/sh\n" + script + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> outputs() throws IOException {
        try (var files = Files.list(base.resolve("WORK/repaired"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
