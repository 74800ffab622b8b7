package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.ContainerPlatform;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.source.SourceTree;

/** What goes wrong with containers is told apart, and nothing is left behind. */
@Tag("slow")
@Timeout(180)
class DockerFaultTest {
    @TempDir
    Path directory;

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    static Command shell(String script) {
        return new Command(
                List.of(new Text("/bin/sh"), new Text("-c"), new Text(script)),
                Map.of("PATH", new Text("/usr/bin:/bin")),
                Place.of(Place.Root.WORK),
                Optional.of(Duration.ofMinutes(10)));
    }

    static Workspace open(ContainerPlatform platform, Path directory) {
        return platform.open(new WorkspaceRequest(
                "faults",
                Optional.empty(),
                directory.resolve("cache"),
                directory.resolve("wheelhouse"),
                Needs.NOTHING));
    }

    static String container(Workspace workspace) {
        List<String> words = workspace.shellCommand().orElseThrow();
        return words.get(words.size() - 2);
    }

    static Processes.Result docker(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(words));
        return Processes.run(Path.of("/"), Map.of(), argv);
    }

    @Test
    void aCommandWhoseContainerIsKilledIsLost() throws IOException, InterruptedException {
        try (Workspace workspace = open(Containers.image(TestImages.small()), directory)) {
            CountDownLatch printed = new CountDownLatch(1);
            RunningCommand command =
                    workspace.start(shell("echo x; sleep 600"), Bindings.NONE, (channel, bytes) -> printed.countDown());
            printed.await();
            assertThat(docker("kill", container(workspace)).exit()).isZero();
            Exit exit = command.await();
            assertThat(exit.outcome()).isEqualTo(Outcome.LOST);
            assertThat(exit.detail()).contains("stopped or killed");
        }
    }

    @Test
    void aCommandThatLacksMemoryIsToldSo() throws InterruptedException {
        ContainerPlatform small = Containers.image(TestImages.small()).memory(64L << 20);
        try (Workspace workspace = open(small, directory)) {
            // tail keeps a line without an end in memory.
            Exit exit = workspace
                    .start(shell("head -c 300000000 /dev/zero | tail"), Bindings.NONE, (channel, bytes) -> {})
                    .await();
            assertThat(exit.outcome()).isEqualTo(Outcome.OUT_OF_MEMORY);
            Exit after = workspace
                    .start(shell("exit 4"), Bindings.NONE, (channel, bytes) -> {})
                    .await();
            assertThat(after.outcome()).isEqualTo(Outcome.EXITED);
            assertThat(after.detail()).isEmpty();
        }
    }

    @Test
    void aFullDiskInTheContainerIsTheCommandsOwnError() throws InterruptedException {
        try (Workspace workspace = open(Containers.image(TestImages.small()), directory)) {
            Exit exit = workspace
                    .start(shell("head -c 100000000 /dev/zero >/dev/shm/full"), Bindings.NONE, (channel, bytes) -> {})
                    .await();
            assertThat(exit.outcome()).isEqualTo(Outcome.EXITED);
            assertThat(exit.successful()).isFalse();
        }
    }

    @Test
    void fullMemoryOfAJobIsNamedAndTheWorkspaceGoesOn() throws InterruptedException {
        ContainerPlatform platform = Containers.image(TestImages.small()).tmpfs(8 << 20);
        try (Workspace workspace = open(platform, directory)) {
            Exit exit = workspace
                    .start(shell("head -c 16000000 /dev/zero >/root/nrn/full"), Bindings.NONE, (channel, bytes) -> {})
                    .await();
            assertThat(exit.successful()).isFalse();
            assertThat(exit.detail()).contains("/root/nrn is in memory and full", "8 MiB", "tmpfs=0");
            assertThat(workspace
                            .start(shell("rm /root/nrn/full && echo x >/root/nrn/y"), Bindings.NONE, (channel, b) -> {})
                            .await()
                            .successful())
                    .isTrue();
        }
    }

    @Test
    void aTreeThatDoesNotFitIntoMemoryIsNamedAndLeavesNoContainer() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.write(tree.resolve("large"), new byte[16_000_000]);
        SourceSnapshot source = SourceSnapshot.of(SourceTree.open(tree), Set.of());
        String image = TestImages.small();
        ContainerPlatform platform = Containers.image(image).tmpfs(8 << 20);

        assertThatThrownBy(() -> platform.open(new WorkspaceRequest(
                        "faults",
                        Optional.of(source),
                        directory.resolve("cache"),
                        directory.resolve("wheelhouse"),
                        Needs.NOTHING)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("/root/nrn is in memory and full, with its limit of 8 MiB");
        String owners = docker("ps", "--all", "--format", "{{.Label \"org.nrnwheel.owner\"}}")
                .output();
        assertThat(owners).doesNotContain(" " + ProcessHandle.current().pid() + " ");
    }

    @Test
    void whatAKilledJvmLeftIsSweptAtTheNextStart() throws IOException, InterruptedException {
        String image = TestImages.small();
        Process process = new ProcessBuilder(
                        ClassPaths.tool("java"),
                        "-cp",
                        ClassPaths.tests(),
                        HeldContainer.class.getName(),
                        image,
                        directory.toString())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectErrorStream(true)
                .start();
        Path marker = directory.resolve("container");
        while (!Files.exists(marker) && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(marker)
                .describedAs(Files.readString(directory.resolve("out")))
                .exists();
        String left = Files.readString(marker);
        process.destroyForcibly();
        process.waitFor();
        assertThat(docker("inspect", "--format", "{{.State.Running}}", left).output())
                .contains("true");

        Containers.image(image).inspect(new Inspection(Set.of(), Set.of(), List.of()));

        assertThat(docker("inspect", left).exit()).isNotZero();
    }

    @Test
    void anImageThatIsNotHereIsNamedWithTheCommandThatFetchesIt() {
        ContainerPlatform none = Containers.image("nrnwheel-test:no-such-image");
        assertThatThrownBy(() -> none.inspect(new Inspection(Set.of(), Set.of(), List.of())))
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        e -> assertThat(e.remedy()).contains("nrnwheel image pull nrnwheel-test:no-such-image"));
        assertThatThrownBy(() -> open(none, directory))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("nrnwheel-test:no-such-image is not here");
    }

    @Test
    void twoHundredMegabytesOfOutputPassThroughASmallHeap() throws IOException, InterruptedException {
        passThroughASmallHeap(200L << 20);
    }

    @Test
    @Tag("full")
    void aGigabyteOfOutputPassesThroughASmallHeap() throws IOException, InterruptedException {
        passThroughASmallHeap(1L << 30);
    }

    private void passThroughASmallHeap(long bytes) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(
                directory,
                Map.of(),
                List.of(
                        ClassPaths.tool("java"),
                        "-Xmx64m",
                        "-cp",
                        ClassPaths.tests(),
                        CountedOutput.class.getName(),
                        TestImages.small(),
                        directory.toString(),
                        Long.toString(bytes / CountedOutput.LINE)));
        assertThat(result.exit()).describedAs(result.output()).isZero();
    }
}
