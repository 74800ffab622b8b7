package org.nrnwheel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.OutputSink.Channel;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** What every platform that runs real commands does with them; its commands need {@code /bin/sh} and coreutils. */
@Timeout(60)
public abstract class PlatformContract extends WorkspaceContract {
    private static final Map<String, Value> PATH = Map.of("PATH", new Text("/usr/bin:/bin"));

    private final List<Workspace> opened = new ArrayList<>();

    /** For a test class. */
    protected PlatformContract() {}

    @AfterEach
    void closeAll() {
        opened.forEach(Workspace::close);
    }

    private Workspace workspace() {
        Workspace workspace = open("commands", Optional.empty());
        opened.add(workspace);
        return workspace;
    }

    private static Command shell(String script) {
        return shell(script, PATH, Optional.empty());
    }

    private static Command shell(String script, Map<String, Value> environment, Optional<Duration> limit) {
        return new Command(
                List.of(new Text("/bin/sh"), new Text("-c"), new Text(script)),
                environment,
                Place.of(Root.WORK),
                limit);
    }

    private static Exit run(Workspace workspace, Command command, OutputSink sink) throws InterruptedException {
        return workspace.start(command, Bindings.NONE, sink).await();
    }

    private static String output(Workspace workspace, Command command) throws InterruptedException {
        CollectedOutput output = new CollectedOutput();
        Exit exit = run(workspace, command, output);
        assertThat(exit.successful()).as("%s%n%s", exit, output.err()).isTrue();
        return output.out();
    }

    /** Says whether a process runs, asked inside. */
    private static boolean runs(Workspace workspace, String pid) throws InterruptedException {
        // A dead process that nobody waits for still takes signals, so its state is looked at.
        String script =
                "kill -0 " + pid + " 2>/dev/null && ! grep -qs '^State:[[:space:]]*[ZX]' /proc/" + pid + "/status";
        return run(workspace, shell(script), (channel, bytes) -> {}).successful();
    }

    @Test
    void argumentsArriveAsTheyAre() throws InterruptedException {
        List<String> words = List.of("a b", "", "$HOME", "`id`", "'\"", "*", "line\nbreak", "\u00e9\u4e2d", "-n");
        List<Value> argv = new ArrayList<>(List.of(new Text("printf"), new Text("%s|")));
        words.forEach(word -> argv.add(new Text(word)));
        Command command = new Command(argv, PATH, Place.of(Root.WORK), Optional.empty());
        assertThat(output(workspace(), command)).isEqualTo(String.join("|", words) + "|");
    }

    @Test
    void valuesAreBound() throws InterruptedException {
        Workspace workspace = workspace();
        Map<String, Value> environment = new HashMap<>(PATH);
        environment.put("TOKEN", new Variable("TOKEN"));
        environment.put("PLACES", Joined.of(new Place(Root.WORK, "a"), ":", Place.of(Root.CACHE)));
        Command command = shell("echo $TOKEN $PLACES; pwd", environment, Optional.empty());
        CollectedOutput output = new CollectedOutput();
        workspace
                .start(command, new Bindings(Map.of(), Map.of("TOKEN", "secret")), output)
                .await();
        String work = workspace.path(Place.of(Root.WORK));
        assertThat(output.out())
                .isEqualTo("secret " + work + "/a:" + workspace.path(Place.of(Root.CACHE)) + "\n" + work + "\n");
    }

    @Test
    void theEnvironmentIsWhole() throws InterruptedException {
        Map<String, Value> environment = new HashMap<>(PATH);
        environment.put("ONE", new Text("x y"));
        Command command = new Command(List.of(new Text("env")), environment, Place.of(Root.WORK), Optional.empty());
        assertThat(output(workspace(), command).lines()).containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "ONE=x y");
    }

    @Test
    void standardInputIsEmpty() throws InterruptedException {
        assertThat(output(workspace(), shell("wc -c")).strip()).isEqualTo("0");
    }

    @Test
    void theOrderWithinAChannelIsKept() throws InterruptedException {
        CollectedOutput output = new CollectedOutput();
        String script = "i=0; while [ $i -lt 500 ]; do echo $i; echo e$i >&2; i=$((i+1)); done";
        assertThat(run(workspace(), shell(script), output).successful()).isTrue();
        assertThat(output.out()).isEqualTo(numbers(""));
        assertThat(output.err()).isEqualTo(numbers("e"));
    }

    private static String numbers(String prefix) {
        return IntStream.range(0, 500).mapToObj(i -> prefix + i + "\n").collect(Collectors.joining());
    }

    @Test
    void exitsAreToldApart() throws InterruptedException {
        Workspace workspace = workspace();
        OutputSink none = (channel, bytes) -> {};
        assertThat(run(workspace, shell("exit 0"), none).successful()).isTrue();
        Exit failed = run(workspace, shell("exit 42"), none);
        assertThat(failed.outcome()).isEqualTo(Outcome.EXITED);
        assertThat(failed.code()).isEqualTo(42);
        assertThat(run(workspace, shell("exit 255"), none).code()).isEqualTo(255);
        Exit killed = run(workspace, shell("kill -9 $$"), none);
        assertThat(killed.outcome()).isEqualTo(Outcome.SIGNALLED);
        assertThat(killed.code()).isEqualTo(9);
        assertThat(run(workspace, shell("kill -TERM $$"), none).code()).isEqualTo(15);
        assertThat(run(workspace, shell("kill -SEGV $$"), none).code()).isEqualTo(11);
    }

    @Test
    void aProgramThatIsNotThereDoesNotRunWell() throws InterruptedException {
        Workspace workspace = workspace();
        Command command =
                new Command(List.of(new Text("no-such-program")), PATH, Place.of(Root.WORK), Optional.empty());
        try {
            assertThat(run(workspace, command, (channel, bytes) -> {}).successful())
                    .isFalse();
        } catch (PlatformException e) {
            assertThat(e).hasMessageContaining("no-such-program");
        }
    }

    @Test
    void anUnboundVariableIsNamed() {
        Workspace workspace = workspace();
        Map<String, Value> environment = Map.of("X", new Variable("MISSING"));
        assertThatThrownBy(() -> workspace.start(
                        shell("true", environment, Optional.empty()), Bindings.NONE, (channel, bytes) -> {}))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("MISSING");
    }

    @Test
    void aTimeLimitEndsTheWholeTree() throws InterruptedException {
        Workspace workspace = workspace();
        CollectedOutput output = new CollectedOutput();
        Command command = shell("sleep 600 & echo $!; wait", PATH, Optional.of(Duration.ofSeconds(1)));
        Exit exit = run(workspace, command, output);
        assertThat(exit.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(runs(workspace, output.out().strip())).isFalse();
    }

    @Test
    void cancellingEndsGrandchildrenThatIgnoreTerm() throws InterruptedException {
        Workspace workspace = workspace();
        CollectedOutput output = new CollectedOutput();
        CountDownLatch printed = new CountDownLatch(1);
        // The grandchild's parent is gone when the command is cancelled.
        String script = "(trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' &) ; sleep 600";
        RunningCommand command = workspace.start(shell(script), Bindings.NONE, (channel, bytes) -> {
            output.output(channel, bytes);
            printed.countDown();
        });
        printed.await();
        command.cancel();
        command.cancel();
        assertThat(command.await().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(runs(workspace, output.out().strip())).isFalse();
        command.cancel();
        assertThat(command.await().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void cancellingACommandThatHasEndedChangesNothing() throws InterruptedException {
        RunningCommand command = workspace().start(shell("exit 3"), Bindings.NONE, (channel, bytes) -> {});
        assertThat(command.await().code()).isEqualTo(3);
        command.cancel();
        assertThat(command.await().code()).isEqualTo(3);
        assertThat(command.await().outcome()).isEqualTo(Outcome.EXITED);
    }

    @Test
    void aBackgroundProcessThatHoldsTheOutputDoesNotHoldTheCommand() throws InterruptedException {
        CollectedOutput output = new CollectedOutput();
        Exit exit = run(workspace(), shell("sleep 600 & echo done"), output);
        assertThat(exit.successful()).isTrue();
        assertThat(output.out()).isEqualTo("done\n");
    }

    @Test
    void closingEndsWhatStillRuns() throws InterruptedException {
        CountDownLatch printed = new CountDownLatch(1);
        Workspace workspace = workspace();
        // Another workspace may count its processes anew, so this one is found by a number that no other has.
        String unique = Long.toString(System.nanoTime());
        RunningCommand command = workspace.start(
                shell("echo started; sleep 600." + unique), Bindings.NONE, (channel, bytes) -> printed.countDown());
        printed.await();
        workspace.close();
        assertThat(command.await().successful()).isFalse();
        Command search = shell("grep -l -s '600[.]" + unique + "' /proc/[0-9]*/cmdline");
        CollectedOutput found = new CollectedOutput();
        assertThat(run(workspace(), search, found).successful()).isFalse();
        assertThat(found.out()).isEmpty();
    }

    @Test
    void aSlowSinkSlowsTheCommandAndLosesNothing() throws InterruptedException, IOException {
        Workspace workspace = workspace();
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong count = new AtomicLong();
        String script = "head -c 4000000 /dev/zero; touch written";
        RunningCommand command = workspace.start(shell(script), Bindings.NONE, (channel, bytes) -> {
            await(go);
            count.addAndGet(bytes.remaining());
        });
        // Another command's whole run is time enough for the first to go on, if it could.
        output(workspace, shell("sleep 0.3"));
        assertThat(workspace.list(Place.of(Root.WORK), "written")).isEmpty();
        go.countDown();
        assertThat(command.await().successful()).isTrue();
        assertThat(count).hasValue(4_000_000);
        assertThat(workspace.list(Place.of(Root.WORK), "written")).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fiftyMegabytesPassInBoundedPieces() throws InterruptedException {
        AtomicLong count = new AtomicLong();
        AtomicLong largest = new AtomicLong();
        Exit exit = run(workspace(), shell("head -c 50000000 /dev/zero"), (channel, bytes) -> {
            count.addAndGet(bytes.remaining());
            largest.accumulateAndGet(bytes.remaining(), Math::max);
        });
        assertThat(exit.successful()).isTrue();
        assertThat(count).hasValue(50_000_000);
        assertThat(largest.get()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void aSinkThatThrowsEndsTheCommand() throws InterruptedException {
        Exit exit = run(workspace(), shell("echo x; sleep 600"), (channel, bytes) -> {
            throw new IllegalStateException("no more");
        });
        assertThat(exit.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(exit.detail()).contains("no more");
    }

    @Test
    void whatACommandWritesIsCopiedOut() throws InterruptedException, IOException {
        Workspace workspace = workspace();
        output(workspace, shell("echo made > made; chmod 755 made"));
        Path out = directory.resolve("made");
        workspace.copyOut(new Place(Root.WORK, "made"), out);
        assertThat(out).hasContent("made\n").isExecutable();
        assertThat(Files.getOwner(out)).isEqualTo(Files.getOwner(directory));
    }

    @Test
    void bothChannelsAreToldApart() throws InterruptedException {
        List<Channel> channels = new ArrayList<>();
        run(workspace(), shell("echo only >&2"), (channel, bytes) -> channels.add(channel));
        assertThat(channels).containsOnly(Channel.ERR);
    }
}
