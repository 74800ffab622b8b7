package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;

@Timeout(60)
class HostPlatformTest {
    @TempDir
    Path directory;

    private final HostPlatform platform = new HostPlatform(PlatformSpec.parse("host"), Environment.system());

    private Workspace open(String name) {
        return platform.open(new WorkspaceRequest(
                name, Optional.empty(), directory.resolve("cache"), directory.resolve("wheelhouse"), Needs.NOTHING));
    }

    private static Command shell(String script) {
        return new Command(
                List.of(new Text("/bin/sh"), new Text("-c"), new Text(script)),
                Map.of("PATH", new Text("/usr/bin:/bin")),
                Place.of(Root.WORK),
                Optional.empty());
    }

    /** A command that prints the id of a process that goes on. */
    private static Started start(Workspace workspace, String script) throws InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        CountDownLatch printed = new CountDownLatch(1);
        RunningCommand command = workspace.start(shell(script), Bindings.NONE, (channel, bytes) -> {
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            output.writeBytes(array);
            printed.countDown();
        });
        printed.await();
        return new Started(
                command, Long.parseLong(output.toString(StandardCharsets.UTF_8).strip()));
    }

    private record Started(RunningCommand command, long pid) {
        boolean runs() {
            return ProcessTable.row(pid).filter(row -> !row.dead()).isPresent();
        }
    }

    private static Offer offer(TargetSystem target, String spec) {
        return new HostPlatformProvider()
                .offer(PlatformSpec.parse(spec), BuildRequest.of(target), BuildContext.standard());
    }

    @Test
    void theHostIsOfferedForItsOwnSystemOnly() {
        TargetSystem here = HostSystem.of(Environment.system()).orElseThrow();
        TargetSystem other = here == TargetSystem.LINUX ? TargetSystem.MACOS : TargetSystem.LINUX;
        assertThat(offer(here, "host")).isInstanceOf(Offer.Ready.class);
        assertThat(offer(other, "host")).isInstanceOf(Offer.Refused.class);
        assertThat(offer(here, "host:paths=own")).isInstanceOf(Offer.Ready.class);
        assertThat(offer(here, "host:x=y")).isInstanceOf(Offer.Refused.class);
    }

    @Test
    void inspectionTellsToolsPathsAndProcessors() {
        Inventory inventory =
                platform.inspect(new Inspection(Set.of("sh", "gcc", "no-such"), Set.of("/usr", "/no/such"), List.of()));
        assertThat(inventory.tools()).containsOnlyKeys("sh", "gcc");
        assertThat(inventory.tool("gcc").orElseThrow().version()).matches("\\d+(\\.\\d+)+");
        assertThat(inventory.tool("sh").orElseThrow().path()).startsWith("/").endsWith("/sh");
        assertThat(inventory.paths()).containsExactly("/usr");
        assertThat(inventory.distribution().id()).isNotEmpty();
        assertThat(inventory.platform()).isEqualTo("host");
    }

    @Test
    void aNameThatLeadsOutIsRefused() {
        assertThatThrownBy(() -> open("../../x")).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> open("")).isInstanceOf(PlatformException.class);
    }

    @Test
    void oneWorkspaceIsOpenOnce() {
        try (Workspace workspace = open("once")) {
            assertThat(workspace.local(Place.of(Root.WORK))).isPresent();
            assertThatThrownBy(() -> open("once"))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("another build");
        }
        open("once").close();
    }

    @Test
    void commandsOfAllWorkspacesSeeTheSamePathsAndTheirOwnFiles() throws InterruptedException {
        try (Workspace one = open("one");
                Workspace two = open("two")) {
            Place file = new Place(Root.WORK, "file");
            assertThat(one.path(file))
                    .isEqualTo(two.path(file))
                    .startsWith(directory.resolve("cache/job").toString());
            write(one, "1");
            write(two, "22");
            assertThat(one.list(Place.of(Root.WORK), "file")).containsExactly(new FileEntry(file, 1));
            assertThat(two.list(Place.of(Root.WORK), "file")).containsExactly(new FileEntry(file, 2));
        }
        assertThat(directory.resolve("cache/job")).isEmptyDirectory();
    }

    private static void write(Workspace workspace, String text) throws InterruptedException {
        String script = "printf " + text + " >" + workspace.path(new Place(Root.WORK, "file"));
        assertThat(workspace
                        .start(shell(script), Bindings.NONE, (channel, bytes) -> {})
                        .await()
                        .successful())
                .isTrue();
    }

    @Test
    void aShellForAPersonIsWhereCommandsRun() throws InterruptedException, IOException {
        try (Workspace workspace = open("shell")) {
            write(workspace, "x");
            Process shell = new ProcessBuilder(workspace.shellCommand().orElseThrow()).start();
            try (OutputStream input = shell.getOutputStream()) {
                input.write("pwd; ls\n".getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).isZero();
            assertThat(output.lines()).contains(workspace.path(Place.of(Root.WORK)), "file");
        }
    }

    @Test
    void whatAKilledRunLeftIsEndedBeforeItsFilesAreRemoved() throws InterruptedException, IOException {
        Workspace killed = open("killed");
        Started left = start(killed, "(sleep 600 & echo $!) ; sleep 600");
        Path sessions = killed.local(Place.of(Root.WORK)).orElseThrow().resolveSibling(".sessions");
        List<String> lines = Files.readAllLines(sessions);
        // As if this JVM had been another one, which is gone.
        Files.writeString(sessions, lines.get(0) + "\n1 never\n" + lines.get(2) + "\nhalf a li");
        try (Workspace again = open("killed")) {
            assertThat(left.runs()).isFalse();
            assertThat(again.list(Place.of(Root.WORK), "*")).isEmpty();
        }
        assertThat(left.command().await().successful()).isFalse();
        killed.close();
    }

    @Test
    void aForeignProcessUnderAnOldIdIsLeftAlone() throws InterruptedException, IOException {
        try (Workspace workspace = open("foreign")) {
            Started foreign = start(workspace, "echo $$; exec sleep 600");
            Path base = Files.createDirectories(directory.resolve("cache/work/old"));
            Files.writeString(
                    base.resolve(".sessions"), ProcessTable.boot() + "\n1 never\n" + foreign.pid() + " 12345\n");
            open("old").close();
            assertThat(foreign.runs()).isTrue();
        }
    }

    @Test
    void aDescendantInASessionOfItsOwnIsEndedToo() throws InterruptedException {
        try (Workspace workspace = open("escape")) {
            Started escaped = start(workspace, "setsid sh -c 'echo $$; exec sleep 600'");
            escaped.command().cancel();
            assertThat(escaped.command().await().outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(escaped.runs()).isFalse();
        }
    }

    @Test
    void aSilentBackgroundProcessIsEndedByClose() throws InterruptedException {
        Workspace workspace = open("silent");
        Started silent = start(workspace, "sleep 600 >/dev/null 2>&1 & echo $!");
        assertThat(silent.command().await().successful()).isTrue();
        assertThat(silent.runs()).isTrue();
        workspace.close();
        assertThat(silent.runs()).isFalse();
    }

    @Test
    void aMissingDirectoryIsAnErrorThatNamesIt() {
        Command command = new Command(
                List.of(new Text("/bin/true")), Map.of(), new Place(Root.WORK, "no/such"), Optional.empty());
        try (Workspace workspace = open("directory")) {
            assertThatThrownBy(() -> workspace.start(command, Bindings.NONE, (channel, bytes) -> {}))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("no/such");
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsAPlatformError() throws IOException {
        Files.writeString(directory.resolve("cache"), "a file");
        assertThatThrownBy(() -> open("x")).isInstanceOf(PlatformException.class);
    }

    @Test
    void closingLeavesNothingOfTheWorkspace() {
        open("a/b").close();
        assertThat(directory.resolve("cache/work/a/b")).doesNotExist();
    }
}
