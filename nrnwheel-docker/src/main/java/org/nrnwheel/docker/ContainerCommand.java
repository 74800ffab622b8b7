package org.nrnwheel.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.run.host.ExitCodes;

/** A command that runs in a container, watched by threads of its own. Safe for use by several threads. */
final class ContainerCommand implements RunningCommand {
    private static final long LOOK_MILLIS = 1000;
    private static final long PIPE_GRACE = Duration.ofSeconds(3).toNanos();
    private static final int KILLED = 137;
    private static final int SETTLE_LOOKS = 10;
    private static final long SETTLE_MILLIS = 100;

    private final JobContainer container;
    private final CommandSession session;
    private final String exec;
    private final Optional<Duration> limit;
    private final OutputSink sink;
    private final OutputBuffer buffer = new OutputBuffer();
    private final CommandStream stream;
    private final long started = System.nanoTime();
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> sinkFailure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Opens when nothing of a stopped command runs: Podman ends the output with the command, not with what it started. */
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable Exit exit;

    private ContainerCommand(
            JobContainer container, CommandSession session, String exec, Optional<Duration> limit, OutputSink sink) {
        this.container = container;
        this.session = session;
        this.exec = exec;
        this.limit = limit;
        this.sink = sink;
        this.stream = new CommandStream(buffer, () -> !runs());
    }

    /** Starts a prepared command. */
    static ContainerCommand start(
            JobContainer container, CommandSession session, String exec, Optional<Duration> limit, OutputSink sink) {
        ContainerCommand command = new ContainerCommand(container, session, exec, limit, sink);
        container.begin(exec, command.stream);
        command.thread("out", command::deliver).start();
        return command;
    }

    @Override
    public Exit await() throws InterruptedException {
        ended.await();
        return finished();
    }

    @Override
    public void cancel() {
        stop(Outcome.CANCELLED);
    }

    /** Tells that the container is being removed, with this command in it. */
    void containerGoes() {
        if (outcome.compareAndSet(null, Outcome.CANCELLED)) {
            stopped.countDown();
        }
    }

    /** Waits for the end whatever interrupts. */
    void awaitUninterruptibly() {
        Uninterrupted.await(ended);
    }

    private Exit finished() {
        Exit known = exit;
        if (known == null) {
            throw new IllegalStateException("a command that ended has no exit");
        }
        return known;
    }

    private Thread thread(String role, Runnable work) {
        Thread thread = new Thread(work, "nrnwheel-" + role + "-" + session.name());
        thread.setDaemon(true);
        return thread;
    }

    private void stop(Outcome how) {
        if (outcome.compareAndSet(null, how)) {
            buffer.release();
            thread("end", this::end).start();
        }
    }

    private void end() {
        try {
            session.end();
        } finally {
            stopped.countDown();
        }
    }

    /** Gives the sink what comes, and says at the end how the command ended. */
    private void deliver() {
        Thread watching = thread("wait", this::watch);
        watching.start();
        try {
            Optional<OutputBuffer.Piece> piece = buffer.take();
            while (piece.isPresent()) {
                give(piece.get());
                piece = buffer.take();
            }
            if (!outcome.compareAndSet(null, Outcome.EXITED)) {
                Uninterrupted.await(stopped);
            }
            exit = describe();
        } finally {
            if (exit == null) {
                exit = new Exit(Outcome.LOST, 0, time(), "the watching thread failed");
            }
            ended.countDown();
        }
    }

    private void give(OutputBuffer.Piece piece) {
        if (sinkFailure.get() != null) {
            return;
        }
        try {
            sink.output(piece.channel(), piece.bytes());
        } catch (RuntimeException e) {
            sinkFailure.compareAndSet(null, e);
            cancel();
        }
    }

    /** Sees to the time limit, and to a process left behind that holds the output open after the command's end. */
    private void watch() {
        long quiet = 0;
        while (!stream.over()) {
            stream.await(nextLook());
            if (limitPassed()) {
                stop(Outcome.TIMED_OUT);
            }
            if (stream.over() || runs()) {
                quiet = 0;
            } else if (quiet == 0) {
                quiet = System.nanoTime();
                session.end();
            } else if (System.nanoTime() - quiet > PIPE_GRACE) {
                stream.abandon();
                break;
            }
        }
        buffer.close();
    }

    private long nextLook() {
        return limit.filter(time -> outcome.get() == null)
                .map(time ->
                        Math.max(1, Math.min(LOOK_MILLIS, time.minus(time()).toMillis())))
                .orElse(LOOK_MILLIS);
    }

    private boolean limitPassed() {
        return !stream.over()
                && limit.filter(time -> time().compareTo(time) >= 0).isPresent();
    }

    private boolean runs() {
        try {
            return Boolean.TRUE.equals(container.look(exec).isRunning());
        } catch (PlatformException e) {
            return false;
        }
    }

    private Duration time() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Exit describe() {
        RuntimeException failure = sinkFailure.get();
        String detail = failure == null ? "" : "the reader of its output failed: " + failure;
        Outcome how = outcome.get();
        if (how == Outcome.CANCELLED || how == Outcome.TIMED_OUT) {
            return new Exit(how, 0, time(), detail);
        }
        try {
            return container.exitCode(exec).map(this::describe).orElseGet(() -> lost("its exit code is not known"));
        } catch (PlatformException e) {
            return lost(String.valueOf(e.getMessage()));
        }
    }

    private Exit describe(long code) {
        if (code == 0) {
            return ExitCodes.describe(0, time(), false);
        }
        Optional<ContainerState> state = code == KILLED ? settledState() : container.state();
        boolean up = up(state);
        boolean memory = up
                ? session.memoryKills()
                : state.filter(now -> Boolean.TRUE.equals(now.getOOMKilled())).isPresent();
        if (!up && !memory) {
            return lost("its container was stopped or killed");
        }
        Exit told = ExitCodes.describe((int) code, time(), memory);
        Optional<String> detail = code == KILLED
                ? Optional.empty()
                : stream.error().or(() -> container.memory().full(container));
        return detail.map(text -> new Exit(told.outcome(), told.code(), told.time(), text))
                .orElse(told);
    }

    /** An engine says for a moment of a container that was killed that it runs, when its commands are known to have ended. */
    private Optional<ContainerState> settledState() {
        Optional<ContainerState> state = container.state();
        for (int look = 0; look < SETTLE_LOOKS && up(state); look++) {
            Uninterrupted.sleep(SETTLE_MILLIS);
            state = container.state();
        }
        return state;
    }

    private static boolean up(Optional<ContainerState> state) {
        return state.filter(now -> Boolean.TRUE.equals(now.getRunning())).isPresent();
    }

    private Exit lost(String detail) {
        return new Exit(Outcome.LOST, 0, time(), detail);
    }
}
