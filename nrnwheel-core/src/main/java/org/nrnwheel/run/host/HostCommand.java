package org.nrnwheel.run.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.OutputSink.Channel;
import org.nrnwheel.platform.RunningCommand;

/** A running process and its tree, watched by a thread of its own. Safe for use by several threads. */
final class HostCommand implements RunningCommand {
    static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PIPE_GRACE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final ProcessGroup group;
    private final Optional<Duration> limit;
    private final MemoryEvents memory = MemoryEvents.now();
    private final long started = System.nanoTime();
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> sinkFailure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Pump> pumps;
    private final List<Thread> pumping;
    private final Thread ending;
    private volatile @Nullable Exit exit;

    private HostCommand(Process process, ProcessGroup group, Optional<Duration> limit, OutputSink sink) {
        this.process = process;
        this.group = group;
        this.limit = limit;
        this.pumps = List.of(
                new Pump(process.getInputStream(), Channel.OUT, sink, this::sinkFailed),
                new Pump(process.getErrorStream(), Channel.ERR, sink, this::sinkFailed));
        this.pumping = List.of(thread("out", pumps.get(0)), thread("err", pumps.get(1)));
        this.ending = thread("end", () -> TreeEnd.end(group, GRACE));
    }

    static HostCommand watch(Process process, ProcessGroup group, Optional<Duration> limit, OutputSink sink) {
        HostCommand command = new HostCommand(process, group, limit, sink);
        command.pumping.forEach(Thread::start);
        command.thread("wait", command::supervise).start();
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

    /** Waits for the end whatever interrupts. */
    Exit awaitUninterruptibly() {
        while (ended.getCount() > 0) {
            Waits.sleep(LOOK_MILLIS / 5);
        }
        return finished();
    }

    private Exit finished() {
        Exit known = exit;
        if (known == null) {
            throw new IllegalStateException("a command that ended has no exit");
        }
        return known;
    }

    private Thread thread(String role, Runnable work) {
        Thread thread = new Thread(work, "nrnwheel-" + role + "-" + process.pid());
        thread.setDaemon(true);
        return thread;
    }

    private void stop(Outcome how) {
        if (outcome.compareAndSet(null, how)) {
            ending.start();
        }
    }

    private void sinkFailed(RuntimeException failure) {
        sinkFailure.compareAndSet(null, failure);
        cancel();
    }

    private void supervise() {
        try {
            waitForProcess();
            outcome.compareAndSet(null, Outcome.EXITED);
            drain();
            endTree();
            exit = describe();
        } finally {
            if (exit == null) {
                exit = new Exit(Outcome.LOST, 0, time(), "the watching thread failed");
            }
            ended.countDown();
        }
    }

    private void waitForProcess() {
        Thread leader = thread("leader", this::waitForLeader);
        leader.start();
        if (limit.isPresent()) {
            Waits.joinFor(leader, Math.max(1, limit.get().toMillis()));
            if (leader.isAlive()) {
                stop(Outcome.TIMED_OUT);
            }
        }
        Waits.join(leader);
    }

    private void waitForLeader() {
        while (process.isAlive()) {
            try {
                process.waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // Nobody else knows this thread.
                return;
            }
        }
    }

    /**
     * Waits for the streams' ends. A process that the command left behind and that holds a pipe would keep it open for ever:
     * it is ended after a grace time. One that nobody finds is not waited for.
     */
    private void drain() {
        long idle = System.nanoTime();
        boolean endedRest = false;
        while (pumping.stream().anyMatch(Thread::isAlive)) {
            pumping.stream().filter(Thread::isAlive).findFirst().ifPresent(pump -> Waits.joinFor(pump, LOOK_MILLIS));
            if (!allReading()) {
                // The sink is slow, that is all.
                idle = System.nanoTime();
            } else if (System.nanoTime() - idle > PIPE_GRACE.toNanos()) {
                if (endedRest) {
                    return;
                }
                TreeEnd.end(group, GRACE);
                endedRest = true;
                idle = System.nanoTime();
            }
        }
    }

    /** Sees that nobody of a tree that was to be ended is left, also when the ending thread is about to start. */
    private void endTree() {
        if (outcome.get() != Outcome.EXITED) {
            Waits.join(ending);
            TreeEnd.end(group, GRACE);
        }
    }

    private boolean allReading() {
        return pumps.stream().allMatch(Pump::reading);
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
        return ExitCodes.describe(process.exitValue(), time(), memory.killedSince());
    }
}
