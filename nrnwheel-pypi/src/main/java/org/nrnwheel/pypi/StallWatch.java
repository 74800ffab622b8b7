package org.nrnwheel.pypi;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends what is sent when none of it moves for a time: sockets have a time limit for reading only. When closed, it ends all that is
 * still being sent. Safe for use by several threads.
 */
final class StallWatch implements AutoCloseable {
    private static final int LOOKS = 8;

    private final Duration patience;
    private final Set<Sending> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "nrnwheel-stall-watch");
        daemon.setDaemon(true);
        return daemon;
    });

    private final ScheduledFuture<?> looks;

    StallWatch(Duration patience) {
        this.patience = patience;
        long pause = Math.max(patience.toMillis() / LOOKS, 1);
        looks = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
        running.stream()
                .filter(sending -> System.nanoTime() - sending.moved > patience.toNanos())
                .forEach(Sending::end);
    }

    /**
     * Watches from now on.
     *
     * @param end makes the sending thread's next or present write fail
     */
    Sending watch(Runnable end) {
        Sending sending = new Sending(end);
        running.add(sending);
        return sending;
    }

    /** Something that is being sent. */
    final class Sending implements AutoCloseable {
        private final Runnable end;
        private volatile long moved = System.nanoTime();
        private volatile boolean ended;

        private Sending(Runnable end) {
            this.end = end;
        }

        void moved() {
            moved = System.nanoTime();
        }

        boolean ended() {
            return ended;
        }

        private void end() {
            ended = true;
            running.remove(this);
            end.run();
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }

    @Override
    public void close() {
        looks.cancel(false);
        thread.shutdownNow();
        running.forEach(Sending::end);
    }
}
