package org.nrnwheel.run;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.event.CancelBuildException;
import org.nrnwheel.tag.BuildIdentifier;

/**
 * Hands events to listeners, one at a time on one thread. While listeners are slow, output of a step piles up in one
 * event; when that grows large, whoever prints waits. Safe for use by several threads.
 */
final class EventDispatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.run");
    /** How many characters of output may wait. */
    private static final long MOST_PENDING = 1 << 20;

    /** Makes an event once its number is known. */
    interface Maker {
        BuildEvent make(long sequence, Instant time);
    }

    private record Pending(Instant time, Maker maker) {}

    /** The output of one step that waits, in order; its lines grow until it is handed on. */
    private record Output(BuildIdentifier id, String step, List<String> lines) implements Maker {
        @Override
        public BuildEvent make(long sequence, Instant time) {
            return new BuildEvent.StepOutput(sequence, time, id, step, lines);
        }
    }

    private final List<BuildListener> listeners;
    private final Consumer<String> cancel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> queue = new ArrayDeque<>();
    /** The output event of each job that still waits and that nothing else of the job follows. */
    private final Map<BuildIdentifier, Output> open = new HashMap<>();

    private final Thread thread;
    private long pendingCharacters;
    private boolean unbounded;
    private boolean closed;

    /** Starts the thread; {@code cancel} is called with a reason when a listener cancels. */
    EventDispatcher(List<BuildListener> listeners, Consumer<String> cancel) {
        this.listeners = new ArrayList<>(listeners);
        this.cancel = cancel;
        this.thread = new Thread(this::run, "nrnwheel-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Posts an event of the whole build. */
    void post(Maker maker) {
        post(null, maker);
    }

    /** Posts an event of a job. */
    void post(@Nullable BuildIdentifier id, Maker maker) {
        lock.lock();
        try {
            if (id != null) {
                open.remove(id);
            }
            queue.addLast(new Pending(Instant.now(), maker));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Posts lines that a step printed; waits while too much is not yet handed on. */
    void output(BuildIdentifier id, String step, List<String> lines) {
        lock.lock();
        try {
            while (pendingCharacters > MOST_PENDING && !unbounded && !closed) {
                changed.awaitUninterruptibly();
            }
            Output waiting = open.get(id);
            if (waiting == null || !waiting.step().equals(step)) {
                waiting = new Output(id, step, new ArrayList<>());
                open.put(id, waiting);
                queue.addLast(new Pending(Instant.now(), waiting));
                changed.signalAll();
            }
            waiting.lines().addAll(lines);
            pendingCharacters += characters(lines);
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody wait any more: the build was cancelled, and little will come. */
    void release() {
        lock.lock();
        try {
            unbounded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Hands on what waits and ends the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Uninterruptible.join(thread);
    }

    private void run() {
        long sequence = 1;
        for (Pending next = take(); next != null; next = take()) {
            deliver(next.maker().make(sequence, next.time()));
            sequence++;
        }
    }

    private @Nullable Pending take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            Pending next = queue.pollFirst();
            if (next != null && next.maker() instanceof Output output) {
                open.remove(output.id(), output);
                pendingCharacters -= characters(output.lines());
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(BuildEvent event) {
        for (BuildListener listener : List.copyOf(listeners)) {
            try {
                listener.onEvent(event);
            } catch (CancelBuildException e) {
                cancel.accept(String.valueOf(e.getMessage()));
            } catch (RuntimeException | Error e) {
                // Whatever a listener throws, an assertion's error included, the build goes on without it.
                LOG.log(Level.WARNING, "a build listener failed and hears no more: " + listener, e);
                listeners.remove(listener);
            }
        }
    }

    private static long characters(List<String> lines) {
        return lines.stream().mapToLong(line -> line.length() + 1L).sum();
    }
}
